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
 * The demo's ISO leads to a page by BIOS; {@link CommandLineArrivesIT} starts a small one by every firmware, and {@link DemoDisksIT} the
 * demo by the others.
 */
class IsoBootsIT {
    private final Path iso = Checks.demo(".iso");

    @Test
    void biosFromCd() {
        try (Guest guest = Guest.boot(Medium.cd(iso).options())) {
            BootedSystem system = new BootedSystem(guest);
            system.expectServices("nginx", "rngd");
            system.expectPage();
        }
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
}
