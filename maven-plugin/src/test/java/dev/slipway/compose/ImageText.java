package dev.slipway.compose;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * An image in words, with tar archives by another writer than ours.
 *
 * @param config the key {@code config} of the image's configuration
 */
record ImageText(String config, List<byte[]> layers) {
    private static final Pattern MEMBER =
            Pattern.compile(" *([fdlhcbpt]) ([0-7]{4}) (\\d+):(\\d+) (\\S+)(?: (?:= (.*)|-> (\\S+)|(\\d+):(\\d+)))?");
    private static final Pattern RECORD = Pattern.compile(" *x (\\S+) = ([0-9a-f]+)");
    private static final Pattern REPEATED = Pattern.compile("(.*) \\* (\\d+)");
    private static final long MTIME = 1_500_000_000L;

    static ImageText read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<byte[]> layers = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).equals("layer")) {
                layers.add(tar(lines.listIterator(i + 1)));
            }
        }
        return new ImageText(lines.get(0).substring("config ".length()), layers);
    }

    /** The archive of all members up to the next layer or the end. */
    private static byte[] tar(Iterator<String> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            out.setAddPaxHeadersForNonAsciiNames(true);
            String line = lines.hasNext() ? lines.next() : "end";
            while (!line.equals("layer") && !line.equals("end")) {
                Matcher member = matched(MEMBER, line);
                TarArchiveEntry entry = entry(member);
                byte[] content = member.group(1).equals("t") ? tar(lines) : content(member.group(6));
                line = lines.hasNext() ? lines.next() : "end";
                if (line.strip().startsWith("x ")) {
                    Matcher record = matched(RECORD, line);
                    entry.addPaxHeader(
                            record.group(1),
                            new String(HexFormat.of().parseHex(record.group(2)), StandardCharsets.UTF_8));
                    line = lines.hasNext() ? lines.next() : "end";
                }
                entry.setSize(content.length);
                out.putArchiveEntry(entry);
                out.write(content);
                out.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static TarArchiveEntry entry(Matcher member) {
        TarArchiveEntry entry = new TarArchiveEntry(member.group(5), type(member.group(1)));
        entry.setMode(Integer.parseInt(member.group(2), 8));
        entry.setUserId(Integer.parseInt(member.group(3)));
        entry.setGroupId(Integer.parseInt(member.group(4)));
        entry.setModTime(MTIME * 1000);
        if (member.group(7) != null) {
            entry.setLinkName(member.group(7));
        }
        if (member.group(8) != null) {
            entry.setDevMajor(Integer.parseInt(member.group(8)));
            entry.setDevMinor(Integer.parseInt(member.group(9)));
        }
        return entry;
    }

    private static byte type(String kind) {
        return switch (kind) {
            case "d" -> TarConstants.LF_DIR;
            case "l" -> TarConstants.LF_SYMLINK;
            case "h" -> TarConstants.LF_LINK;
            case "c" -> TarConstants.LF_CHR;
            case "b" -> TarConstants.LF_BLK;
            case "p" -> TarConstants.LF_FIFO;
            default -> TarConstants.LF_NORMAL;
        };
    }

    private static byte[] content(String words) {
        if (words == null) {
            return new byte[0];
        }
        Matcher repeated = REPEATED.matcher(words);
        byte[] once = bytes(repeated.matches() ? repeated.group(1) : words);
        int times = repeated.matches() ? Integer.parseInt(repeated.group(2)) : 1;
        byte[] all = new byte[once.length * times];
        for (int i = 0; i < all.length; i++) {
            all[i] = once[i % once.length];
        }
        return all;
    }

    private static byte[] bytes(String words) {
        if (!words.equals("every byte")) {
            return words.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
        }
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        return every;
    }

    private static Matcher matched(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("not understood: " + line);
        }
        return matcher;
    }
}
