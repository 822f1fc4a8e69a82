package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The demo's ISO leads to a page by the oldest firmware and by the strictest; {@link CommandLineArrivesIT} has the others, and disks. An
 * emulated BIOS reads a disk three times as slowly as a CD.
 */
class IsoBootsIT {
    private final Path iso = Checks.demo(".iso");

    @Test
    void biosFromCd() {
        boots(Medium.cd(iso));
    }

    @Test
    void secureBoot() {
        assertThat(boots(Medium.cd(iso).secureBoot()))
                .contains("Secure boot enabled")
                .contains("Kernel is locked down from EFI Secure Boot");
    }

    @Test
    void grubSaysSoWhenTheInitrdDoesNotFit() {
        List<String> machine = new ArrayList<>(Medium.cd(iso).uefi().options());
        // QEMU takes the last of two.
        machine.addAll(List.of("-m", "320"));
        try (Guest guest = Guest.boot(machine)) {
            guest.await("The system cannot start: its initrd of \\d+ MiB", Duration.ofMinutes(4));
            assertThat(guest.console()).doesNotContain("Linux version");
        }
    }

    @Test
    void theImageIsLittleLargerThanWhatItCarries() throws IOException {
        long size = Files.size(iso);
        long carried = Files.size(Checks.demo("-kernel")) + Files.size(Checks.demo("-initrd.img"));
        Checks.measured("ISO " + size + " bytes, kernel and initrd " + carried + ", the rest " + (size - carried));
        assertThat(size).isLessThanOrEqualTo(carried + (16 << 20));
    }

    private static String boots(Medium medium) {
        try (Guest guest = Guest.boot(medium.options())) {
            BootedSystem system = new BootedSystem(guest);
            system.expectServices("nginx", "rngd");
            system.expectPage();
            Checks.measured(medium + ": a page after " + Math.round(guest.seconds()) + " s of emulation");
            return guest.console();
        }
    }
}
