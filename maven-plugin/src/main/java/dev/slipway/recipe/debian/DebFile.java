package dev.slipway.recipe.debian;

import dev.slipway.content.BoundedStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * A binary package (deb(5)): an ar archive whose member {@code data.tar} holds the files. Of ar it has what deb(5) asks for: short
 * names, and members one after the other.
 */
public final class DebFile {
    private static final Set<String> MEMBERS = Set.of("data.tar", "data.tar.gz", "data.tar.xz", "data.tar.zst");
    private static final byte[] MAGIC = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);

    /** Of a member's header, {@code struct ar_hdr} of ar.h. */
    private static final int HEADER = 60;

    private static final int NAME = 16;
    private static final int SIZE_AT = 48;
    private static final int SIZE = 10;

    /** deb(5) has debian-binary and control.tar before it, and room for a few of others. */
    private static final int MAX_MEMBERS_BEFORE = 16;

    private final InputStream ar;
    private final String name;

    private DebFile(InputStream ar, String name) {
        this.ar = ar;
        this.name = name;
    }

    /**
     * The files of a package as a tar stream, compressed as they are. Closing it closes the package's stream.
     *
     * @param name names the package in failures
     * @throws MalformedDebianPackage if this is no package
     */
    public static InputStream dataTar(InputStream deb, String name) throws IOException {
        return new DebFile(deb, name).dataTar();
    }

    private InputStream dataTar() throws IOException {
        if (!Arrays.equals(ar.readNBytes(MAGIC.length), MAGIC)) {
            throw new MalformedDebianPackage(name, "it is not a .deb: it does not begin with '!<arch>'");
        }
        for (int i = 0; i <= MAX_MEMBERS_BEFORE; i++) {
            byte[] header = ar.readNBytes(HEADER);
            if (header.length < HEADER) {
                break;
            }
            long size = size(header);
            String member = text(header, 0, NAME);
            if (member.startsWith("data.tar")) {
                return unpacked(member, size);
            }
            // Members begin at even places.
            skip(size + (size & 1));
        }
        throw new MalformedDebianPackage(name, "the package has no member data.tar");
    }

    private InputStream unpacked(String member, long size) {
        if (!MEMBERS.contains(member)) {
            throw new MalformedDebianPackage(name, "its member " + member + " is compressed in an unknown way");
        }
        return new BoundedStream(ar, size);
    }

    private long size(byte[] header) {
        String digits = text(header, SIZE_AT, SIZE);
        boolean ended = header[HEADER - 2] == '`' && header[HEADER - 1] == '\n';
        if (!ended || digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MalformedDebianPackage(name, "the .deb is damaged: a member's header in it is wrong");
        }
        return Long.parseLong(digits);
    }

    private void skip(long size) throws IOException {
        // Read and not skipped: the stream below verifies what passes.
        InputStream member = new BoundedStream(ar, size);
        if (member.transferTo(OutputStream.nullOutputStream()) < size) {
            throw new MalformedDebianPackage(name, "the .deb is cut: it ends within a member");
        }
    }

    /** Ended by blanks; some writers put a slash behind a name. */
    private static String text(byte[] header, int from, int length) {
        String text = new String(header, from, length, StandardCharsets.ISO_8859_1).strip();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
