package dev.slipway.archive.tar;

import dev.slipway.archive.tar.TarMember.Kind;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Node;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive member by member from a stream, with flat memory. Understands ustar, pax and GNU's long names; whatever
 * else changes the meaning of a member, such as sparse files, is refused by name. The stream is read to the end of the
 * archive's last header only; what stands behind is the caller's.
 */
public final class TarReader {
    /** As much as Go's reader takes; extended attributes are at most 64 KiB each on Linux. */
    private static final int MAX_EXTENSION = 1 << 20;

    private final CountedStream in;
    private final TarText text;
    private final PaxRecords global = new PaxRecords();
    private MemberStream content = nothing();
    private final byte[] scratch = new byte[1 << 16];

    /**
     * @param tar the plain archive; stays open
     * @param archive what is read, named in failures
     */
    public TarReader(InputStream tar, String archive) {
        this.in = new CountedStream(tar);
        this.text = new TarText(archive);
    }

    /**
     * Goes to the next member, past what was not read of the last one.
     *
     * @return null at the archive's end
     * @throws MalformedTar if the bytes are no tar archive or hold what no image can
     */
    public @Nullable TarMember next() throws IOException {
        content.finish(scratch);
        content = nothing();
        Extensions extensions = new Extensions();
        for (RawHeader header = header(); header != null; header = header()) {
            switch (header.type()) {
                case 'x' -> extensions.pax.parse(extension(header), text);
                case 'g' -> global.parse(extension(header), text);
                case 'L' -> extensions.name = longText(header);
                case 'K' -> extensions.link = longText(header);
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

    private byte[] extension(RawHeader header) throws IOException {
        long size = header.size();
        if (size > MAX_EXTENSION) {
            throw text.malformed("an extended header is larger than " + MAX_EXTENSION + " bytes");
        }
        MemberStream body = new MemberStream(in, size, () -> endsWithin(header.name()));
        byte[] bytes = body.readNBytes((int) size);
        body.finish(scratch);
        return bytes;
    }

    private String longText(RawHeader header) throws IOException {
        byte[] body = extension(header);
        int end = 0;
        while (end < body.length && body[end] != 0) {
            end++;
        }
        return text.decode(body, 0, end);
    }

    private TarMember member(RawHeader header, Extensions extensions) {
        PaxRecords pax = global.with(extensions.pax);
        String name = first(pax.text("path", text), extensions.name, header.name());
        if (pax.hasKeysOf("GNU.sparse.")) {
            throw sparse(first(pax.text("GNU.sparse.name", text), null, name));
        }
        long size = pax.whole("size", header.size(), text);
        Kind kind = kind(header.type(), name, size);
        boolean device = kind == Kind.CHARACTER || kind == Kind.BLOCK;
        if (device && !Node.Device.isPossible(header.major(), header.minor())) {
            throw text.malformed("'" + name + "' is a device that Linux cannot have");
        }
        boolean link = kind == Kind.HARD_LINK || kind == Kind.SYMLINK;
        return new TarMember(
                name,
                kind,
                attributes(header, pax, name),
                link ? first(pax.text("linkpath", text), extensions.link, header.link()) : "",
                size,
                in.position(),
                device ? header.major() : 0,
                device ? header.minor() : 0);
    }

    private Attributes attributes(RawHeader header, PaxRecords pax, String name) {
        long uid = pax.whole("uid", header.uid(), text);
        long gid = pax.whole("gid", header.gid(), text);
        if (uid < 0 || uid > 0xffff_ffffL || gid < 0 || gid > 0xffff_ffffL) {
            throw text.malformed("'" + name + "' has an owner that Linux cannot have, " + uid + ":" + gid);
        }
        return new Attributes(header.mode(), uid, gid, pax.seconds("mtime", header.mtime(), text), pax.xattrs());
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
                    default ->
                        throw text.malformed("'" + name + "' is of a kind unknown here, typeflag '" + type + "'");
                };
        if (kind != Kind.FILE && size != 0) {
            // Readers disagree whether bytes follow; a guess could read content as headers.
            throw text.malformed("'" + name + "' has content and is no file");
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

    private static String first(@Nullable String one, @Nullable String two, String three) {
        return one != null ? one : two != null ? two : three;
    }

    /** What headers before a member's own say about it. */
    private static final class Extensions {
        private final PaxRecords pax = new PaxRecords();
        private @Nullable String name;
        private @Nullable String link;
    }
}
