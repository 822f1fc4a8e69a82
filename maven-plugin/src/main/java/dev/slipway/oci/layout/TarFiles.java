package dev.slipway.oci.layout;

import dev.slipway.archive.tar.MalformedTar;
import dev.slipway.archive.tar.TarMember;
import dev.slipway.archive.tar.TarReader;
import dev.slipway.content.BoundedStream;
import dev.slipway.content.IOFunction;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of a plain tar: its headers are read once, contents from where they lie. */
public final class TarFiles implements LayoutFiles {
    private static final int MAX_LINKS = 8;

    private sealed interface Place permits Bytes, Link {}

    private record Bytes(long offset, long size) implements Place {}

    private record Link(String target) implements Place {}

    private final String name;
    private final IOFunction<Long, InputStream> tar;
    private final Map<String, Place> places;

    private TarFiles(String name, IOFunction<Long, InputStream> tar, Map<String, Place> places) {
        this.name = name;
        this.tar = tar;
        this.places = places;
    }

    /**
     * Reads the headers of a tar.
     *
     * @param name the file, for messages
     * @param tar opens it at an offset, for reading to its end; skipping should seek
     * @throws LayoutDefect if this is not a plain tar
     */
    public static TarFiles read(String name, IOFunction<Long, InputStream> tar) throws IOException {
        Map<String, Place> places = new HashMap<>();
        try (InputStream in = tar.apply(0L)) {
            TarReader reader = new TarReader(in, name);
            for (TarMember member = reader.next(); member != null; member = reader.next()) {
                Place place = place(member);
                if (place != null) {
                    places.put(plain(member.name()), place);
                }
            }
        } catch (MalformedTar e) {
            throw notTar(name, tar, " (" + e.what() + ")");
        }
        if (places.isEmpty()) {
            throw notTar(name, tar, "");
        }
        return new TarFiles(name, tar, places);
    }

    private static @Nullable Place place(TarMember member) {
        return switch (member.kind()) {
            case FILE -> new Bytes(member.offset(), member.size());
            case SYMLINK -> new Link(sibling(plain(member.name()), member.link()));
            case HARD_LINK -> new Link(plain(member.link()));
            default -> null;
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<LayoutFile> find(String path) {
        Place place = places.get(plain(path));
        // docker save wrote a layer that two images share once, and a link in the other place.
        for (int i = 0; place instanceof Link link && i < MAX_LINKS; i++) {
            place = places.get(link.target);
        }
        return place instanceof Bytes bytes ? Optional.of(new TarFile(tar, bytes)) : Optional.empty();
    }

    private record TarFile(IOFunction<Long, InputStream> tar, Bytes bytes) implements LayoutFile {
        @Override
        public long size() {
            return bytes.size;
        }

        @Override
        public InputStream open() throws IOException {
            return new BufferedInputStream(new BoundedStream(tar.apply(bytes.offset), bytes.size), 1 << 16);
        }
    }

    private static String plain(String path) {
        return path.startsWith("./") ? path.substring(2) : path;
    }

    private static String sibling(String path, String target) {
        int slash = path.lastIndexOf('/');
        String parent = slash < 0 ? "" : path.substring(0, slash);
        String rest = target;
        while (rest.startsWith("../")) {
            rest = rest.substring(3);
            int up = parent.lastIndexOf('/');
            parent = up < 0 ? "" : parent.substring(0, up);
        }
        return parent.isEmpty() ? rest : parent + "/" + rest;
    }

    private static LayoutDefect notTar(String name, IOFunction<Long, InputStream> tar, String reason)
            throws IOException {
        byte[] start;
        try (InputStream in = tar.apply(0L)) {
            start = in.readNBytes(2);
        }
        boolean gzip = start.length == 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
        return new LayoutDefect(
                name,
                gzip ? "this tar is compressed" : "this is not a tar archive with files in it" + reason,
                gzip
                        ? "Unpack it first: gunzip FILE.tar.gz"
                        : "Write it again, for example with: skopeo copy docker://IMAGE oci-archive:FILE.tar");
    }
}
