package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A heap of 96 MiB is enough, whatever the size of the image; the bytes are those of any other build. */
class LittleMemoryIT {
    @Test
    void theDemoAndItsLargestPackageAreBuiltIn96Mebibytes() {
        Path work = Checks.work().resolve("little memory");
        Command.shell(
                        "rm -rf \"$WORK\" && mkdir -p \"$WORK\" && cp -r \"$ROOT/it/demo\" \"$ROOT/packages/kernel\" \"$WORK\""
                                + " && rm -rf \"$WORK\"/*/target")
                .with("WORK", work.toString())
                .with("ROOT", Checks.root().toString())
                .succeed();
        build(work, "kernel", "package");
        assertThat(Checks.sha256(work.resolve("kernel/target/kernel-" + Checks.version() + ".oci.tar")))
                .isEqualTo(Checks.sha256(SeedBootsIT.packageImage("kernel")));
        build(work, "demo", "package");
        assertThat(Checks.sha256(work.resolve("demo/target/demo-" + Checks.version() + "-initrd.img")))
                .isEqualTo(Checks.sha256(Checks.demo("-initrd.img")));
    }

    private static void build(Path work, String project, String phase) {
        long start = System.nanoTime();
        Checks.maven(work.resolve(project), phase)
                .and("-Dslipway.store=" + work.resolve("store"))
                .with("MAVEN_OPTS", "-Xmx96m")
                .succeed();
        Checks.measured(project + " built with -Xmx96m and a cold store in "
                + (System.nanoTime() - start) / 1_000_000_000 + " s");
    }
}
