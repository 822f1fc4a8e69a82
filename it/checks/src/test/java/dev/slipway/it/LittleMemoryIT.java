package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A heap of 96 MiB is enough, whatever the size of the image; the bytes are those of any other build. */
class LittleMemoryIT {
    private static final int MOST_LINES = 40;

    @Test
    void theDemoAndItsLargestPackageAreBuiltIn96Mebibytes() {
        Path work = WorkFolders.empty("little memory");
        // Without what was built there: a disk among it may be large.
        Command.shell("tar -C \"$ROOT\" --exclude=target -cf - it/demo packages/kernel"
                        + " | tar -C \"$WORK\" --transform 's,^[^/]*/,,' -xf -")
                .with("WORK", work.toString())
                .with("ROOT", Checks.root().toString())
                .succeed();
        build(work, "kernel", "package");
        assertThat(Checks.sha256(work.resolve("kernel/target/kernel-" + Checks.version() + ".oci.tar")))
                .isEqualTo(Checks.sha256(SeedBootsIT.packageImage("kernel")));
        expectFewLines(build(work, "demo", "package"));
        assertThat(Checks.sha256(work.resolve("demo/target/demo-" + Checks.version() + "-initrd.img")))
                .isEqualTo(Checks.sha256(Checks.demo("-initrd.img")));
    }

    private static String build(Path work, String project, String phase) {
        long start = System.nanoTime();
        String log = Checks.maven(work.resolve(project), phase)
                .and("-Dslipway.store=" + work.resolve("store"))
                .with("MAVEN_OPTS", Checks.property("it.jvmOptions") + " -Xmx96m")
                .succeed();
        Checks.measured(project + " built with -Xmx96m and a cold store in "
                + (System.nanoTime() - start) / 1_000_000_000 + " s");
        return log;
    }

    /** What Slipway says of the demo in a build from nothing is read by people. */
    private static void expectFewLines(String log) {
        List<String> lines = new ArrayList<>();
        boolean ours = false;
        for (String line : log.lines().toList()) {
            if (line.startsWith("[INFO] ---")) {
                ours = line.contains("slipway-maven-plugin");
            } else if (ours && !line.strip().equals("[INFO]")) {
                lines.add(line);
            }
        }
        lines.forEach(line -> Checks.measured("log of the demo: " + line));
        assertThat(lines).hasSizeBetween(10, MOST_LINES).allMatch(line -> line.startsWith("[INFO] "));
    }
}
