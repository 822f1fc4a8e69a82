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
 * The small system as a unified kernel image, on a machine that trusts one key: that of Debian's OVMF for tests, whose password everybody
 * knows.
 */
class UkiIT {
    private static final Path WORK = WorkFolders.empty("uki");
    private static final Path OUTPUT = WORK.resolve("out/linuxkit.efi");
    private static final String CERTIFICATE = "/usr/share/ovmf/PkKek-1-snakeoil.pem";
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private static byte[] signed;

    @BeforeAll
    static void build() throws IOException {
        SmallSystem.writeTo(WORK);
        Command.shell("openssl pkcs8 -topk8 -nocrypt -in /usr/share/ovmf/PkKek-1-snakeoil.key -passin pass:snakeoil"
                        + " -out \"$WORK/key.pem\"")
                .with("WORK", WORK.toString())
                .succeed();
        image(Checks.goal("resolve"))
                .and("-Dslipway.uki.key=" + WORK.resolve("key.pem"))
                .and("-Dslipway.uki.certificate=" + CERTIFICATE)
                .succeed();
        verify();
        signed = Files.readAllBytes(OUTPUT);
    }

    private static void verify() {
        assertThat(Command.of("sbverify", "--cert", CERTIFICATE, OUTPUT.toString())
                        .succeed())
                .contains("Signature verification OK");
    }

    private static Command image(String... before) {
        return Checks.maven(WORK, before)
                .and(Checks.goal("image"))
                .and("-Dslipway.outputDirectory=out")
                .and("-Dslipway.formats=uki");
    }

    @Test
    void firmwareStartsIt() throws IOException {
        try (Guest guest = boot("signed", signed)) {
            guest.await(SmallSystem.END, LIMIT);
            assertThat(guest.console()).contains(SmallSystem.BY_UEFI, SmallSystem.SECURELY);
            Checks.measured("UKI: started after " + Math.round(guest.seconds()) + " s of emulation");
        }
    }

    @Test
    void firmwareRefusesAChangedCommandLine() throws IOException {
        byte[] changed = signed.clone();
        int place = new String(signed, StandardCharsets.ISO_8859_1).indexOf("console=ttyS0");
        changed[place + 12] ^= 1;
        try (Guest guest = boot("changed", changed)) {
            guest.await("BdsDxe: failed to load .*: Access Denied", LIMIT);
            // It goes on with the network.
            guest.await("iPXE", LIMIT);
            assertThat(guest.console()).doesNotContain("Linux version");
        }
    }

    /** Signed in two steps, by a key that the build never saw; what sbsign signs has the time in it, so it is not compared. */
    @Test
    void aSignatureFromElsewhereIsAttached() {
        image().succeed();
        Command.of("sbsign", "--key", "key.pem", "--cert", CERTIFICATE)
                .and("--detached")
                .and("--output")
                .and("os.p7")
                .and(OUTPUT.toString())
                .in(WORK)
                .succeed();
        image().and("-Dslipway.uki.signature=" + WORK.resolve("os.p7")).succeed();
        verify();
    }

    private static Guest boot(String name, byte[] uki) throws IOException {
        Path folder = Files.createDirectories(WORK.resolve(name));
        Path file = Files.write(folder.resolve("uki.efi"), uki);
        Path disk = folder.resolve("disk.img");
        Command.shell("rm -f \"$DISK\" && truncate -s 64M \"$DISK\" && mformat -i \"$DISK\" -F :: && mmd -i"
                        + " \"$DISK\" ::/EFI ::/EFI/BOOT && mcopy -i \"$DISK\" \"$FILE\" ::/EFI/BOOT/BOOTX64.EFI")
                .with("DISK", disk.toString())
                .with("FILE", file.toString())
                .succeed();
        List<String> machine = new ArrayList<>(List.of("-drive", "file=" + disk + ",format=raw,if=virtio,snapshot=on"));
        machine.addAll(Medium.ownKeys());
        return Guest.boot(machine);
    }
}
