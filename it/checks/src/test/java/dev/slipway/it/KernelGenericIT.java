package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Debian's full kernel in a machine like a PC: nobody names a driver, and a SATA disk, a USB stick that comes late and an e1000 card are
 * there. The first card has the static address of the page on networks.
 */
class KernelGenericIT {
    private static final Path WORK = WorkFolders.empty("kernel-generic");
    private static final Duration BOOT = Duration.ofMinutes(10);

    private static final String SYSTEM =
            """
            kernel:
              image: maven:dev.slipway.packages:kernel-generic
              cmdline: console=ttyS0
            init:
              - maven:dev.slipway.packages:init
              - maven:dev.slipway.packages:runc
            files:
              - path: etc/init.d/090-look
                mode: "0755"
                contents: |
                  #!/bin/sh
                  export PATH=/usr/sbin:/usr/bin:/sbin:/bin
                  driver() {
                      basename "$(readlink -f "$1/device/driver")"
                  }
                  tries=120
                  until [ -b /dev/sda ] && [ -b /dev/sdb ] || [ $tries = 0 ]; do
                      tries=$((tries - 1))
                      sleep 1
                  done
                  for disk in /dev/sd?; do
                      echo "disk: $(dd if=$disk bs=64 count=1 2>/dev/null)"
                  done
                  for card in /sys/class/net/eth*; do
                      echo "card: $(driver $card) $(cat $card/address)"
                  done
                  ip -4 -o address show eth0
                  ip route
                  cat /etc/resolv.conf
                  lsmod | sed 's/ .*//; s/^/module: /'
                  echo 'end of words'
                  poweroff
            """;

    @Test
    void driversOfAPcLoadByThemselves() throws IOException {
        Files.writeString(WORK.resolve("linuxkit.yml"), SYSTEM);
        Files.writeString(WORK.resolve("address.yml"), addressOfThePage());
        Checks.maven(WORK, Checks.goal("resolve"), Checks.goal("initrd"))
                .and("-Dslipway.config=address.yml,linuxkit.yml")
                .and("-Dslipway.outputDirectory=.")
                .succeed();
        disk("sata.img", "written on a SATA disk");
        disk("stick.img", "written on a USB stick");
        String console;
        try (Guest guest = Guest.boot(pc())) {
            guest.await("^end of words", BOOT);
            Checks.measured("kernel-generic, initrd of "
                    + Files.size(WORK.resolve("linuxkit-initrd.img")) / 1_000_000 + " MB: all drivers are there after "
                    + Math.round(guest.seconds()) + " s of emulation");
            assertThat(guest.awaitEnd(BOOT)).isZero();
            console = guest.console();
        }
        assertThat(console)
                .contains("disk: written on a SATA disk", "disk: written on a USB stick")
                .contains("card: e1000 52:54:00:00:00:99", "card: virtio_net ");
        // Whichever of the two is the first.
        assertThat(console)
                .contains("inet 192.168.1.5/24", "default via 192.168.1.1 dev eth0", "\nnameserver 192.168.1.1\n");
        assertThat(console.lines())
                .contains("module: ahci", "module: xhci_pci", "module: usb_storage", "module: e1000");
    }

    private static String addressOfThePage() {
        return Page.of("src/site/markdown/how-to/network.md").blocks().stream()
                .map(Page.Block::text)
                .filter(text -> text.contains("dev eth0"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> pc() throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-kernel",
                WORK.resolve("linuxkit-kernel").toString(),
                "-initrd",
                WORK.resolve("linuxkit-initrd.img").toString(),
                "-append",
                Files.readString(WORK.resolve("linuxkit-cmdline"))));
        options.addAll(List.of("-drive", "if=none,id=sata,format=raw,file=" + WORK.resolve("sata.img")));
        options.addAll(List.of("-device", "ahci,id=ahci", "-device", "ide-hd,drive=sata,bus=ahci.0"));
        options.addAll(List.of("-drive", "if=none,id=stick,format=raw,file=" + WORK.resolve("stick.img")));
        options.addAll(List.of("-device", "qemu-xhci,id=xhci", "-device", "usb-storage,bus=xhci.0,drive=stick"));
        options.addAll(List.of("-netdev", "user,id=pc", "-device", "e1000,netdev=pc,mac=52:54:00:00:00:99"));
        return options;
    }

    private static void disk(String name, String text) throws IOException {
        byte[] bytes = new byte[4 << 20];
        byte[] words = (text + "\n").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(words, 0, bytes, 0, words.length);
        Files.write(WORK.resolve(name), bytes);
    }
}
