package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** GNU cpio and zstd read the demo's initrd, and what they unpack is what was composed, entry for entry. */
class ToolsReadInitrdIT {
    /** One archive after the other, to the end. */
    private static final String EACH_ARCHIVE =
            "zstd -dcq \"$INITRD\" | (while cpio %s --quiet 2>>\"$ERRORS\"; do :; done)";

    @Test
    void theUnpackedTreeIsTheComposedOne() throws IOException {
        if (!Checks.isRoot()) {
            Checks.notRun("ToolsReadInitrdIT: only root can unpack owners and devices");
            Assumptions.abort();
        }
        Path initrd = Checks.demo("-initrd.img");
        assertThat(Command.of("zstd", "-t", initrd.toString()).succeed()).contains("initrd.img");

        List<Composed> composed = composed();
        long listed = run(EACH_ARCHIVE.formatted("-itv"), initrd, Checks.work())
                .lines()
                .count();
        assertThat(listed).isEqualTo(composed.size());

        Path root = WorkFolders.empty("unpacked");
        run(EACH_ARCHIVE.formatted("-idm --no-absolute-filenames"), initrd, root);
        Map<String, String> unpacked = unpacked(root);
        assertThat(unpacked.keySet()).containsExactlyElementsOf(new TreeMap<>(byPath(composed)).keySet());
        for (Composed entry : composed) {
            assertThat(unpacked.get(entry.path())).as(entry.path()).isEqualTo(entry.stat());
            if (!entry.sha256().isEmpty()) {
                assertThat(Checks.sha256(root.resolve(entry.path())))
                        .as(entry.path())
                        .isEqualTo(entry.sha256());
            }
        }
        Checks.measured(composed.size() + " entries of the initrd unpacked by cpio and compared");
    }

    private static String run(String line, Path initrd, Path directory) {
        return Command.shell(line)
                .with("INITRD", initrd.toString())
                .with("ERRORS", Checks.work().resolve("cpio-errors").toString())
                .in(directory)
                .succeed();
    }

    /** What {@code find} says of each path: type, mode, owner, group, size of a file, target of a link. */
    private static Map<String, String> unpacked(Path root) {
        Map<String, String> entries = new TreeMap<>();
        Command.of("find", ".", "-mindepth", "1", "-printf", "%P\t%y %m %U %G %s\t%l\n")
                .in(root)
                .succeed()
                .lines()
                .forEach(line -> {
                    String[] parts = line.split("\t", -1);
                    String stat = parts[1].startsWith("f ")
                            ? parts[1]
                            : parts[1].replaceFirst(" \\d+$", "") + (parts[2].isEmpty() ? "" : " " + parts[2]);
                    entries.put(parts[0], stat.startsWith("l ") ? stat.replaceFirst("^l \\d+", "l") : stat);
                });
        return entries;
    }

    /** A line of the listing that the build wrote beside the initrd, in the words of {@code find}. */
    private record Composed(String path, String stat, String sha256) {}

    private static Map<String, Composed> byPath(List<Composed> composed) {
        Map<String, Composed> byPath = new TreeMap<>();
        composed.forEach(entry -> byPath.put(entry.path(), entry));
        return byPath;
    }

    private static List<Composed> composed() throws IOException {
        Path listing =
                Checks.demo("-initrd.img").resolveSibling("slipway").resolve("demo-" + Checks.version() + ".mtree");
        List<Composed> entries = new ArrayList<>();
        for (String line : Files.readAllLines(listing)) {
            if (line.startsWith("./")) {
                entries.add(composed(line));
            }
        }
        return entries;
    }

    private static Composed composed(String line) {
        String[] words = line.split(" ");
        Map<String, String> values = new TreeMap<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            values.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        String mode = values.get("mode").replaceFirst("^0+(?=.)", "");
        String owner = " " + values.get("uid") + " " + values.get("gid");
        String stat =
                switch (values.get("type")) {
                    case "file" -> "f " + mode + owner + " " + values.get("size");
                    case "link" -> "l" + owner + " " + plain(values.get("link"));
                    case "char" -> "c " + mode + owner;
                    case "block" -> "b " + mode + owner;
                    case "fifo" -> "p " + mode + owner;
                    default -> "d " + mode + owner;
                };
        return new Composed(plain(words[0].substring(2)), stat, values.getOrDefault("sha256digest", ""));
    }

    /** Octal escapes of mtree(5) undone. */
    private static String plain(String escaped) {
        byte[] bytes = new byte[escaped.length()];
        int length = 0;
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) == '\\') {
                bytes[length++] = (byte) Integer.parseInt(escaped.substring(i + 1, i + 4), 8);
                i += 3;
            } else {
                bytes[length++] = (byte) escaped.charAt(i);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
