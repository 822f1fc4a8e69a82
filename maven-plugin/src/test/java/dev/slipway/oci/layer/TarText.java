package dev.slipway.oci.layer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Tar archives as tests write them, by another writer than ours. A member is one word: {@code dir/}, {@code file=content},
 * {@code link->target}, {@code hard=>target}.
 */
final class TarText {
    private TarText() {}

    static byte[] tar(String... members) {
        return tar(List.of(members), (entry, index) -> entry.setModTime(1000));
    }

    /** Says of a member what its word does not. */
    interface Attributes {
        void set(TarArchiveEntry entry, int index);
    }

    static byte[] tar(List<String> members, Attributes attributes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (int i = 0; i < members.size(); i++) {
                byte[] content = content(members.get(i));
                TarArchiveEntry entry = entry(members.get(i));
                entry.setSize(content.length);
                attributes.set(entry, i);
                out.putArchiveEntry(entry);
                out.write(content);
                out.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static TarArchiveEntry entry(String member) {
        if (member.contains("->")) {
            return link(member, "->", TarConstants.LF_SYMLINK);
        }
        if (member.contains("=>")) {
            return link(member, "=>", TarConstants.LF_LINK);
        }
        return new TarArchiveEntry(member.contains("=") ? member.substring(0, member.indexOf('=')) : member);
    }

    private static TarArchiveEntry link(String member, String arrow, byte type) {
        int at = member.indexOf(arrow);
        TarArchiveEntry entry = new TarArchiveEntry(member.substring(0, at), type);
        entry.setLinkName(member.substring(at + 2));
        return entry;
    }

    private static byte[] content(String member) {
        boolean file = member.contains("=") && !member.contains("=>") && !member.contains("->");
        return file ? member.substring(member.indexOf('=') + 1).getBytes(StandardCharsets.UTF_8) : new byte[0];
    }
}
