package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo on three disks leads to a page: one for each firmware, in three formats, and one of them with its root in a partition. */
class DemoDisksIT {
    private static final Path WORK = WorkFolders.empty("demo-disks");

    @BeforeAll
    static void build() throws IOException {
        Command.shell("cp \"$ROOT\"/it/demo/pom.xml \"$ROOT\"/it/demo/linuxkit.* ."
                        + " && sed -i 's/console=ttyS0/& no_timer_check/' linuxkit.yml")
                .with("ROOT", Checks.root().toString())
                .in(WORK)
                .succeed();
        disk("out", "raw,qcow2");
        disk("root", "vhdx", "-Dslipway.disk.root=erofs");
    }

    private static void disk(String folder, String formats, String... more) {
        Checks.maven(WORK, more)
                .and(Checks.goal("resolve"))
                .and(Checks.goal("disk"))
                .and("-Dslipway.outputDirectory=" + folder)
                .and("-Dslipway.disk.formats=" + formats)
                .succeed();
    }

    @Test
    void rawByBios() {
        page(Medium.disk(WORK.resolve("out/demo-" + Checks.version() + ".img"), "raw", ""));
    }

    @Test
    void qcow2BySecureBoot() {
        Medium disk = Medium.disk(WORK.resolve("out/demo-" + Checks.version() + ".qcow2"), "qcow2", "");
        assertThat(page(disk.secureBoot()))
                .contains("Secure boot enabled")
                .contains("Kernel is locked down from EFI Secure Boot");
    }

    /** As the initrd would not fit into such a machine. */
    @Test
    void aRootOnTheDiskByUefiInLittleMemory() {
        Medium disk = Medium.disk(WORK.resolve("root/demo-" + Checks.version() + ".vhdx"), "vhdx", "");
        // QEMU takes the last of two.
        assertThat(page(disk.uefi().and("-m", "400"))).contains("slipway.root=erofs:");
    }

    private static String page(Medium medium) {
        try (Guest guest = Guest.boot(medium.options())) {
            new BootedSystem(guest).expectPage();
            Checks.measured(medium + ": a page after " + Math.round(guest.seconds()) + " s of emulation");
            return guest.console();
        }
    }
}
