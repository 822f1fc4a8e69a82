package dev.slipway.oci.layer;

import dev.slipway.archive.tar.TarMember;
import dev.slipway.oci.layer.LayerChange.Added;
import dev.slipway.oci.layer.LayerChange.HardLink;
import dev.slipway.oci.layer.LayerChange.Opaque;
import dev.slipway.oci.layer.LayerChange.Whiteout;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreePath;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads members as changes. */
final class LayerChanges {
    private static final String WHITEOUT = ".wh.";
    private static final String META = ".wh..wh.";
    static final String OPAQUE = ".wh..wh..opq";

    private final PlainLayer plain;
    private final String where;

    LayerChanges(PlainLayer plain, String where) {
        this.plain = plain;
        this.where = where;
    }

    /** A layer's members, but for the files of AUFS. */
    Iterable<LayerChange> ofLayer(Iterable<LayerMember> members) {
        Map<String, LayerMember> metaFiles = metaFiles(members);
        return () -> StreamSupport.stream(members.spliterator(), false)
                .flatMap(member -> ofLayer(member, metaFiles).stream())
                .iterator();
    }

    private Optional<LayerChange> ofLayer(LayerMember member, Map<String, LayerMember> metaFiles) {
        String path = member.tar().name();
        String name = TreePath.name(path);
        if (!name.startsWith(WHITEOUT)) {
            return isMeta(path) ? Optional.empty() : Optional.of(change(withoutMetaLink(member, metaFiles)));
        }
        if (name.equals(OPAQUE)) {
            return Optional.of(new Opaque(TreePath.parent(path)));
        }
        return name.startsWith(META) ? Optional.empty() : Optional.of(new Whiteout(hidden(path, name)));
    }

    /** The same for an archive that is no layer. */
    Iterable<LayerChange> ofArchive(Iterable<LayerMember> members) {
        return () -> StreamSupport.stream(members.spliterator(), false)
                .map(this::change)
                .iterator();
    }

    private static Map<String, LayerMember> metaFiles(Iterable<LayerMember> members) {
        Map<String, LayerMember> files = new HashMap<>();
        for (LayerMember member : members) {
            if (member.tar().kind() == TarMember.Kind.FILE
                    && isMeta(member.tar().name())) {
                files.put(member.tar().name(), member);
            }
        }
        return files;
    }

    /**
     * AUFS kept a file of several names once, in {@code .wh..wh.plnk}, and made each name a hard link to it. Every such link
     * becomes the file, under one inode.
     */
    private LayerMember withoutMetaLink(LayerMember member, Map<String, LayerMember> metaFiles) {
        if (member.tar().kind() != TarMember.Kind.HARD_LINK || metaFiles.isEmpty()) {
            return member;
        }
        LayerMember file =
                metaFiles.get(MalformedLayer.clean(where, member.tar().link()));
        return file == null
                ? member
                : new LayerMember(file.tar().withName(member.tar().name()), file.digest());
    }

    private String hidden(String path, String name) {
        String hidden = name.substring(WHITEOUT.length());
        if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
            throw new MalformedLayer(where, "the whiteout '" + path + "' does not name a file");
        }
        return TreePath.join(TreePath.parent(path), hidden);
    }

    /** AUFS kept its own files in layers, {@code .wh..wh.plnk} and more; every unpacker drops them. */
    static boolean isMeta(String path) {
        return path.startsWith(META) || path.contains("/" + META);
    }

    private LayerChange change(LayerMember member) {
        TarMember tar = member.tar();
        if (tar.kind() == TarMember.Kind.HARD_LINK) {
            return new HardLink(tar.name(), MalformedLayer.clean(where, tar.link()));
        }
        return new Added(new Entry(tar.name(), tar.attributes(), node(member), Origin.NONE));
    }

    private Node node(LayerMember member) {
        TarMember tar = member.tar();
        return switch (tar.kind()) {
            case FILE ->
                new Node.RegularFile(
                        new LayerFile(
                                plain,
                                tar.offset(),
                                tar.size(),
                                Objects.requireNonNull(member.digest()),
                                where,
                                tar.name()),
                        Long.toString(tar.offset()));
            case SYMLINK -> new Node.Symlink(tar.link());
            case CHARACTER -> new Node.Device(Node.Device.Kind.CHARACTER, tar.major(), tar.minor());
            case BLOCK -> new Node.Device(Node.Device.Kind.BLOCK, tar.major(), tar.minor());
            case DIRECTORY -> new Node.Directory();
            case FIFO -> new Node.Fifo();
            case HARD_LINK -> throw new IllegalArgumentException("a hard link has no node of its own");
        };
    }
}
