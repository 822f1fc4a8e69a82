package dev.slipway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program of the machine that reads what we write. Without it a test is skipped, never green by itself; where {@code it/test.sh}
 * runs the tests, which installs them all, it fails.
 */
public final class Tool {
    private Tool() {}

    /** Runs it in a directory; it must succeed. */
    public static String run(Path directory, String... command) throws IOException, InterruptedException {
        require(command[0]);
        Process process = start(directory, command);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s says:%n%s", String.join(" ", command), said)
                .isZero();
        return said;
    }

    /** Runs it in a directory; it must fail. */
    public static String failing(Path directory, String... command) throws IOException, InterruptedException {
        require(command[0]);
        Process process = start(directory, command);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s says:%n%s", String.join(" ", command), said)
                .isNotZero();
        return said;
    }

    /** Ends the test if there is no such program. */
    public static void require(String tool) {
        boolean there = !where(tool).isEmpty();
        if (System.getenv("IT_TOOLS") != null) {
            assertThat(there).as(tool + ", which it/test.sh installs").isTrue();
        }
        assumeTrue(there, "this machine has no " + tool);
    }

    private static Process start(Path directory, String... command) throws IOException {
        List<String> found = new ArrayList<>(List.of(command));
        found.set(0, where(command[0]));
        ProcessBuilder builder =
                new ProcessBuilder(found).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    // What formats disks is in sbin, which is not on every user's path.
    private static String where(String tool) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin" + File.pathSeparator
                + "/sbin";
        for (String entry : path.split(File.pathSeparator)) {
            File file = new File(entry, tool);
            if (file.canExecute()) {
                return file.getPath();
            }
        }
        return "";
    }
}
