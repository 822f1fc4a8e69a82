package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The demo as a unified kernel image, on a machine that trusts one key: that of Debian's OVMF for tests, whose password everybody knows.
 */
class UkiIT {
    private static final Path WORK = Checks.work().resolve("uki");
    private static final String CERTIFICATE = "/usr/share/ovmf/PkKek-1-snakeoil.pem";
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private static byte[] signed;

    @BeforeAll
    static void build() throws IOException {
        Command.shell(
                        "rm -rf \"$WORK\" && mkdir -p \"$WORK\" && cp -r \"$ROOT/it/demo\" \"$WORK\" && rm -rf \"$WORK/demo/target\""
                                + " && openssl pkcs8 -topk8 -nocrypt -in /usr/share/ovmf/PkKek-1-snakeoil.key -passin pass:snakeoil"
                                + " -out \"$WORK/key.pem\"")
                .with("WORK", WORK.toString())
                .with("ROOT", Checks.root().toString())
                .succeed();
        // The demo's lock leaves the digests of the modules beside it to the commit; this copy has no modules beside it.
        goal("resolve").succeed();
        image().and("-Dslipway.uki.key=" + WORK.resolve("key.pem"))
                .and("-Dslipway.uki.certificate=" + CERTIFICATE)
                .succeed();
        signed = Files.readAllBytes(output());
    }

    private static Command image() {
        return goal("image").and("-Dslipway.formats=uki");
    }

    private static Command goal(String name) {
        return Checks.maven(WORK.resolve("demo"), Checks.goal(name))
                .and("-Dslipway.store=" + Checks.work().resolve("uki/store"));
    }

    private static Path output() {
        return WORK.resolve("demo/target/demo-" + Checks.version() + ".efi");
    }

    @Test
    void firmwareStartsIt() throws IOException {
        try (Guest guest = boot("signed", signed)) {
            guest.await("Run /init as init process", LIMIT);
            assertThat(guest.console())
                    .contains("secureboot: Secure boot enabled", "Kernel is locked down from EFI Secure Boot");
            Checks.measured("UKI: init after " + Math.round(guest.seconds()) + " s of emulation");
        }
    }

    /** One byte of the command line, and one of the kernel. */
    @Test
    void firmwareRefusesAChangedByte() throws IOException {
        String text = new String(signed, StandardCharsets.ISO_8859_1);
        for (int offset : List.of(text.indexOf("console=ttyS0") + 12, signed.length - (4 << 20))) {
            byte[] changed = signed.clone();
            changed[offset] ^= 1;
            try (Guest guest = boot("changed", changed)) {
                guest.await("BdsDxe: failed to load .*: Access Denied", LIMIT);
                guest.await("No bootable option or device was found", LIMIT);
                assertThat(guest.console()).doesNotContain("Linux version");
            }
        }
    }

    /** Signed in two steps, by a key that the build never saw; what sbsign signs has the time in it, so it is not compared. */
    @Test
    void aSignatureFromElsewhereIsAttached() {
        image().succeed();
        Command.of(
                        "sbsign",
                        "--key",
                        "key.pem",
                        "--cert",
                        CERTIFICATE,
                        "--detached",
                        "--output",
                        "os.p7",
                        output().toString())
                .in(WORK)
                .succeed();
        image().and("-Dslipway.uki.signature=" + WORK.resolve("os.p7")).succeed();
        assertThat(Command.of("sbverify", "--cert", CERTIFICATE, output().toString())
                        .succeed())
                .contains("Signature verification OK");
    }

    private static Guest boot(String name, byte[] uki) throws IOException {
        Path folder = Files.createDirectories(WORK.resolve(name));
        Path file = Files.write(folder.resolve("uki.efi"), uki);
        Path disk = folder.resolve("disk.img");
        Command.shell(
                        "rm -f \"$DISK\" && truncate -s 128M \"$DISK\" && mformat -i \"$DISK\" -F :: && mmd -i \"$DISK\" ::/EFI ::/EFI/BOOT"
                                + " && mcopy -i \"$DISK\" \"$FILE\" ::/EFI/BOOT/BOOTX64.EFI")
                .with("DISK", disk.toString())
                .with("FILE", file.toString())
                .succeed();
        List<String> machine = new ArrayList<>(List.of("-drive", "file=" + disk + ",format=raw,if=virtio,snapshot=on"));
        machine.addAll(Medium.ownKeys());
        return Guest.boot(machine);
    }
}
