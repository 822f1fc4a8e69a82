package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * LinuxKit's formats that are no disks: the small system starts from each of them, or from what was packed in it, and the tools of the field
 * read it.
 */
class FormatsBootIT {
    private static final Path WORK = WorkFolders.empty("formats");
    private static final Path OUT = WORK.resolve("out");
    private static final String FORMATS =
            "tar-kernel-initrd,tar,docker,iso-efi-initrd,kernel+squashfs,kernel+erofs,kernel+iso";

    @BeforeAll
    static void build() throws IOException {
        SmallSystem.writeTo(WORK);
        image(FORMATS);
        // To Maven the two are one artifact.
        image("iso-bios");
        buildLoader();
    }

    private static void image(String formats) {
        Checks.maven(WORK, Checks.goal("resolve"), Checks.goal("image"))
                .and("-Dslipway.outputDirectory=out")
                .and("-Dslipway.formats=" + formats)
                .succeed();
    }

    /** The system of the page that loads drivers and mounts a root. */
    private static void buildLoader() throws IOException {
        String yaml = Page.of("src/site/markdown/formats.md").blocks().stream()
                .filter(block -> block.language().equals("yaml"))
                .findFirst()
                .orElseThrow()
                .text()
                .replaceAll("(maven:dev.slipway.packages:\\w+)", "$1:" + Checks.version());
        Path loader = Files.createDirectories(WORK.resolve("loader"));
        Files.writeString(loader.resolve("linuxkit.yml"), yaml);
        Checks.maven(loader, Checks.goal("resolve"), Checks.goal("initrd"))
                .and("-Dslipway.outputDirectory=.")
                .succeed();
    }

    @Test
    void eachFormatStartsTheSystem() throws Exception {
        unpack();
        new Starts()
                .with(
                        Medium.cd(OUT.resolve("linuxkit-efi.iso")).secureBoot(),
                        SmallSystem.BY_UEFI,
                        SmallSystem.SECURELY)
                .with(Medium.cd(OUT.resolve("linuxkit.iso")), SmallSystem.BY_BIOS)
                .with(
                        kernel("tar-kernel-initrd", packed("three/kernel"), packed("three/initrd.img")),
                        SmallSystem.BY_BIOS)
                .with(kernel("tar", packed("tar/boot/kernel"), packed("tar.cpio")), SmallSystem.BY_BIOS)
                .with(kernel("docker", OUT.resolve("linuxkit-kernel"), packed("layer.cpio")), SmallSystem.BY_BIOS)
                .with(root("linuxkit-squashfs.img"), "/dev/vda /lower squashfs ro")
                .with(root("linuxkit-erofs.img"), "/dev/vda /lower erofs ro")
                .with(root("linuxkit-root.iso"), "/dev/vda /lower iso9660 ro")
                .require();
    }

    /** A tree becomes an initrd, as nothing else starts from it. */
    private static void unpack() {
        Command.shell("rm -rf packed && mkdir -p packed/three packed/tar packed/layer && cd packed"
                        + " && tar -xf ../out/linuxkit-initrd.tar -C three"
                        + " && tar -xf ../out/linuxkit.tar -C tar --exclude='dev/*'"
                        + " && skopeo copy docker-archive:../out/linuxkit.docker dir:copy"
                        + " && layer=$(sed -n 's/.*\"digest\":\"sha256:\\([0-9a-f]*\\)\".*/\\1/p' copy/manifest.json | tail -n 1)"
                        + " && tar -xf \"copy/$layer\" -C layer --exclude='dev/*'"
                        + " && for tree in tar layer; do (cd $tree && find . -path ./boot -prune -o -print"
                        + " | cpio --quiet -o -H newc > ../$tree.cpio); done")
                .in(WORK)
                .succeed();
    }

    private static Path packed(String name) {
        return WORK.resolve("packed").resolve(name);
    }

    private static Medium kernel(String from, Path kernel, Path initrd) {
        return Medium.kernel(from, kernel, initrd, SmallSystem.COMMAND_LINE);
    }

    private static Medium root(String volume) {
        return Medium.kernel(
                        volume,
                        OUT.resolve("linuxkit-kernel"),
                        WORK.resolve("loader/linuxkit-initrd.img"),
                        Checks.text(WORK.resolve("loader/linuxkit-cmdline")))
                .and("-drive", "if=virtio,format=raw,readonly=on,file=" + OUT.resolve(volume));
    }

    @Test
    void skopeoReadsTheDockerArchive() {
        String image = Command.of("skopeo", "inspect", "--config", "docker-archive:" + OUT.resolve("linuxkit.docker"))
                .succeed();
        assertThat(image).contains("\"/bin/rc.init\"").contains("2017-04-18T16:30:00Z");
    }

    @Test
    void xorrisoReadsTheIsosWithoutAWarning() {
        for (String iso : new String[] {"linuxkit.iso", "linuxkit-efi.iso"}) {
            assertThat(Command.of("xorriso", "-indev", OUT.resolve(iso).toString(), "-report_el_torito", "plain")
                            .succeed())
                    .contains("El Torito boot img :   1")
                    .doesNotContainIgnoringCase("warning")
                    .doesNotContain("SORRY", "FAILURE");
        }
    }

    @Test
    void toolsReadTheRoots() {
        assertThat(OUT.resolve("linuxkit-cmdline")).hasContent(SmallSystem.COMMAND_LINE);
        assertThat(tool("linuxkit-squashfs.img", "unsquashfs", "-lln")).contains("squashfs-root/init");
        tool("linuxkit-erofs.img", "fsck.erofs");
        assertThat(tool("linuxkit-root.iso", "isoinfo", "-R", "-f", "-i")).contains("/init\n");
    }

    private static String tool(String volume, String... words) {
        return Command.of(words).and(OUT.resolve(volume).toString()).succeed();
    }
}
