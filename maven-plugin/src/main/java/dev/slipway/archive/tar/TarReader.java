package dev.slipway.archive.tar;

import dev.slipway.archive.tar.TarMember.Kind;
import dev.slipway.content.CountingInputStream;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive member by member from a stream, with flat memory. Understands ustar, pax and GNU's long names; whatever
 * else changes the meaning of a member, such as sparse files, is refused by name. The stream is read to the end of the
 * archive's last header only; what stands behind is the caller's.
 */
public final class TarReader {
    /** As much as Go's reader takes; extended attributes are at most 64 KiB each on Linux. */
    private static final int MAX_EXTENSION = 1 << 20;

    /** Bytes of a name as written; twice PATH_MAX, for {@code ./} and empty segments cost some. */
    private static final int MAX_WRITTEN_NAME = 2 * (TreePath.MAX_BYTES + 1);

    private final CountingInputStream in;
    private final TarText text;
    private final Consumer<String> warnings;
    private final PaxRecords global = new PaxRecords();
    private MemberStream content = nothing();
    private final byte[] scratch = new byte[1 << 16];

    /**
     * @param tar the plain archive; stays open
     * @param archive what is read, named in failures
     */
    public TarReader(InputStream tar, String archive) {
        this(tar, archive, warning -> {});
    }

    /** @param warnings takes what is out of the specification and unpacked all the same, a sentence without a full stop */
    public TarReader(InputStream tar, String archive, Consumer<String> warnings) {
        this.in = new CountingInputStream(tar);
        this.text = new TarText(archive);
        this.warnings = warnings;
    }

    /**
     * Goes to the next member, past what was not read of the last one.
     *
     * @return null at the archive's end
     * @throws MalformedTar if the bytes are no tar archive or hold what no image can
     */
    public @Nullable TarMember next() throws IOException {
        finishMember();
        Extensions extensions = new Extensions(global, text);
        for (RawHeader header = header(); header != null; header = header()) {
            switch (header.type()) {
                case 'x' -> extensions.pax().parse(extension(header, extensions), text);
                case 'g' -> global.parse(extension(header, extensions), text);
                case 'L' -> extensions.longName(extension(header, extensions));
                case 'K' -> extensions.longLink(extension(header, extensions));
                default -> {
                    TarMember member = member(header, extensions);
                    content = new MemberStream(in, member.size(), () -> endsWithin(member.name()));
                    return member;
                }
            }
        }
        return null;
    }

    /** The content of the member that {@link #next} returned, empty for all but files; good until the next call of it. */
    public InputStream content() {
        return content;
    }

    private void finishMember() throws IOException {
        if (!content.finish(scratch)) {
            // Debian's umoci 0.4.7 writes such layers; skopeo, containerd and GNU tar take them.
            warnings.accept("the archive ends without the padding of its last member");
        }
        content = nothing();
    }

    private @Nullable RawHeader header() throws IOException {
        byte[] block = in.readNBytes(RawHeader.SIZE);
        if (block.length == 0 || RawHeader.isZero(block)) {
            // POSIX wants two zero blocks; writers with one or none exist, and unpackers take them.
            return null;
        }
        if (block.length < RawHeader.SIZE) {
            throw text.malformed("the archive ends in the middle of a header");
        }
        return new RawHeader(block, text);
    }

    private byte[] extension(RawHeader header, Extensions extensions) throws IOException {
        extensions.count();
        long size = header.size();
        if (size > MAX_EXTENSION) {
            throw text.malformed("an extended header is larger than " + MAX_EXTENSION + " bytes");
        }
        MemberStream body = new MemberStream(in, size, () -> endsWithin("an extended header"));
        byte[] bytes = body.readNBytes((int) size);
        if (!body.finish(scratch)) {
            throw endsWithin("an extended header");
        }
        return bytes;
    }

    private TarMember member(RawHeader header, Extensions extensions) {
        String name = bounded(extensions.name(header), MAX_WRITTEN_NAME, "a name");
        if (extensions.pax().isSparse()) {
            throw sparse(extensions.sparseName(name));
        }
        long size = extensions.size(header);
        Kind kind = kind(header.type(), name, size);
        boolean device = kind == Kind.CHARACTER || kind == Kind.BLOCK;
        if (device && !Node.Device.isPossible(header.major(), header.minor())) {
            throw text.malformed("'" + name + "' is a device that Linux does not allow");
        }
        return new TarMember(
                name,
                kind,
                attributes(header, extensions, name),
                link(kind, header, extensions),
                size,
                in.count(),
                device ? header.major() : 0,
                device ? header.minor() : 0);
    }

    private String link(Kind kind, RawHeader header, Extensions extensions) {
        return switch (kind) {
            // symlink(2): ENAMETOOLONG
            case SYMLINK -> bounded(extensions.link(header), TreePath.MAX_BYTES, "a symbolic link's target");
            case HARD_LINK -> bounded(extensions.link(header), MAX_WRITTEN_NAME, "a hard link's target");
            default -> "";
        };
    }

    private String bounded(String written, int max, String what) {
        // A character takes one to three bytes, so most names need not be measured.
        if (written.length() > max / 3 && written.getBytes(StandardCharsets.UTF_8).length > max) {
            throw text.malformed(
                    what + " is longer than the " + max + " bytes that are read: '" + written.substring(0, 80) + "..'");
        }
        return written;
    }

    private Attributes attributes(RawHeader header, Extensions extensions, String name) {
        long uid = extensions.uid(header);
        long gid = extensions.gid(header);
        if (uid < 0 || uid > 0xffff_ffffL || gid < 0 || gid > 0xffff_ffffL) {
            throw text.malformed("'" + name + "' has an owner that Linux does not allow, " + uid + ":" + gid);
        }
        return new Attributes(header.mode(), uid, gid, extensions.mtime(header), extensions.xattrs());
    }

    private Kind kind(char type, String name, long size) {
        Kind kind =
                switch (type) {
                    // Before POSIX, a directory was a file whose name ends with a slash.
                    case '0', '\0' -> name.endsWith("/") && size == 0 ? Kind.DIRECTORY : Kind.FILE;
                    // "Contiguous": a file to whoever knows no such thing, says POSIX.
                    case '7' -> Kind.FILE;
                    case '1' -> Kind.HARD_LINK;
                    case '2' -> Kind.SYMLINK;
                    case '3' -> Kind.CHARACTER;
                    case '4' -> Kind.BLOCK;
                    case '5' -> Kind.DIRECTORY;
                    case '6' -> Kind.FIFO;
                    case 'S' -> throw sparse(name);
                    default -> throw text.malformed("'" + name + "' is of an unknown kind, typeflag '" + type + "'");
                };
        if (kind != Kind.FILE && size != 0) {
            // Readers disagree whether bytes follow; a guess could read content as headers.
            throw text.malformed("'" + name + "' has content but is not a file");
        }
        return kind;
    }

    private MalformedTar sparse(String name) {
        return text.malformed("'" + name + "' is a sparse file; make the archive without --sparse");
    }

    private MalformedTar endsWithin(String name) {
        return text.malformed("the archive ends in the middle of '" + name + "'");
    }

    private MemberStream nothing() {
        return new MemberStream(InputStream.nullInputStream(), 0, () -> endsWithin(""));
    }
}
