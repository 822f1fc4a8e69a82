package dev.slipway.it;

import org.junit.jupiter.api.Test;

/** The demo as the reactor built it boots, serves a page and powers off in order. */
class DemoBootsIT {
    @Test
    void bootsServesAPageAndPowersOff() {
        try (Guest guest = Guest.boot(Checks.demo("-kernel"), Checks.demo("-initrd.img"), Checks.demo("-cmdline"))) {
            BootedSystem system = new BootedSystem(guest);
            system.expectOnboot("000-sysctl", "001-binfmt", "002-dhcpcd");
            system.expectServices("nginx", "rngd");
            system.expectPage();
            system.powerOffWith("000-hwclock");
        }
    }
}
