package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.archive.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every shell script of the repository, those of the packages' images included. */
class ShellcheckTest {
    private static final Path ROOT = Path.of("..");
    private static final Set<String> NOT_OURS = Set.of("target", ".git");

    /** A shebang of this length has a path to a shell. */
    private static final int SHEBANG = 40;

    @Test
    void shellcheckHasNothingToSay() throws Exception {
        List<String> command = new ArrayList<>(List.of("shellcheck", "-s", "sh", "-x", "-f", "gcc"));
        List<String> scripts = scripts();
        assertThat(scripts)
                .contains("it/test.sh", "packages/init/root/init", "packages/init/root/usr/lib/slipway/once.sh")
                .hasSizeGreaterThan(20);
        command.addAll(scripts);
        Tool.run(ROOT, command.toArray(String[]::new));
    }

    private static List<String> scripts() throws IOException {
        List<String> scripts = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && isScript(file)) {
                    scripts.add(ROOT.relativize(file).toString().replace('\\', '/'));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return scripts.stream().sorted().toList();
    }

    private static boolean isScript(Path file) {
        if (file.toString().endsWith(".sh")) {
            return true;
        }
        try (var bytes = Files.newInputStream(file)) {
            String start = new String(bytes.readNBytes(SHEBANG), StandardCharsets.ISO_8859_1);
            return start.lines().findFirst().orElse("").matches("#!.*/(sh|ash|bash)( .*)?");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
