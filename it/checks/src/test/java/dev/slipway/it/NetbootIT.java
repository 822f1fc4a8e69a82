package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A boot server hands out the small system, by TFTP and by HTTP. */
class NetbootIT {
    private static final Path WORK = WorkFolders.empty("netboot");
    private static final Path FOLDER = WORK.resolve("out/linuxkit-netboot");
    private static final String CERTIFICATE = "/usr/share/ovmf/PkKek-1-snakeoil.pem";
    /** The firmware's own drivers, and no program of the card. */
    private static final String[] NO_ROM = {"-global", "virtio-net-pci.romfile="};

    @BeforeAll
    static void build() throws IOException {
        SmallSystem.writeTo(WORK);
        Command.shell("openssl pkcs8 -topk8 -nocrypt -in /usr/share/ovmf/PkKek-1-snakeoil.key -passin pass:snakeoil"
                        + " -out uki.key")
                .in(WORK)
                .succeed();
        Checks.maven(WORK, Checks.goal("resolve"), Checks.goal("image"))
                .and("-Dslipway.outputDirectory=out")
                .and("-Dslipway.formats=netboot,uki")
                .and("-Dslipway.uki.key=uki.key")
                .and("-Dslipway.uki.certificate=" + CERTIFICATE)
                .succeed();
    }

    /** QEMU's own ROM is iPXE. */
    @Test
    void ipxeStartsItByBios() {
        Starts.require(Medium.network(FOLDER, "boot.ipxe"), SmallSystem.BY_BIOS);
    }

    /** The firmware fetches shim, shim fetches GRUB, GRUB its configuration, and the kernel. */
    @Test
    void shimAndGrubStartItBySecureBoot() {
        Medium network = Medium.network(FOLDER, "shimx64.efi", NO_ROM).secureBoot();
        Starts.require(network, SmallSystem.BY_UEFI, SmallSystem.SECURELY);
    }

    /** The firmware fetches the signed image itself. It does not try TFTP before, where it would wait for an answer. */
    @Test
    void firmwareStartsTheSignedImageByHttp() {
        try (FileServer server = new FileServer(WORK.resolve("out"))) {
            // What QEMU's network calls 10.0.2.2 is 127.0.0.1 here.
            String url = "http://10.0.2.2:" + server.port() + "/linuxkit.efi";
            Medium network = Medium.network(FOLDER, url, NO_ROM)
                    .and("-fw_cfg", "name=opt/org.tianocore/IPv4PXESupport,string=n")
                    .and("-fw_cfg", "name=opt/org.tianocore/IPv6PXESupport,string=n")
                    .withOwnKeys();
            Starts.require(network, SmallSystem.BY_UEFI, SmallSystem.SECURELY);
        }
    }

    @Test
    void theArchiveHoldsTheFolder() throws IOException {
        try (ZipFile zip = new ZipFile(WORK.resolve("out/linuxkit-netboot.zip").toFile())) {
            for (ZipEntry entry : zip.stream().toArray(ZipEntry[]::new)) {
                assertThat(zip.getInputStream(entry))
                        .as(entry.getName())
                        .hasBinaryContent(Files.readAllBytes(FOLDER.resolve(entry.getName())));
            }
            assertThat(zip.size()).isEqualTo(6);
        }
    }
}
