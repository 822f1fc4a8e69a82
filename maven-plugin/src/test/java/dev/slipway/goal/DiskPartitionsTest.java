package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.HostileHost;
import dev.slipway.archive.Tool;
import dev.slipway.archive.grub.SampleGrub;
import dev.slipway.archive.pe.ImageSigning;
import dev.slipway.archive.pe.TestProgram;
import dev.slipway.archive.tar.TarWriter;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.output.CompressionSetting;
import dev.slipway.output.format.DiskForm;
import dev.slipway.output.format.FormatSettings;
import dev.slipway.output.format.IsoForm;
import dev.slipway.output.format.OutputFormat;
import dev.slipway.output.format.OutputFormats;
import dev.slipway.result.BuiltOutput;
import dev.slipway.result.OutputNames;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks whose root or data are in partitions of their own, or that a unified kernel image starts. */
class DiskPartitionsTest {
    private static final String LOADER = "team/bootloader:loader";
    private static final long TIMESTAMP = 1492533000;
    private static final long MIB = 1 << 20;
    private static final String MODULES = "lib/modules/6.1.0/";

    /** A change is a decision, and the commit that makes it says why. */
    private static final Map<String, String> GOLDEN = Map.of(
            "squashfs loader 0", "082d2b2f61934e80a6622c866e331cac46d23caf6911778606db50918a201f7d",
            "erofs loader 0", "ef02386a261d9660d0915a189abf230977e1eede53b46ac6950290d7b7cea669",
            "initrd uki 0", "36991531ce83f9f1341e29099147e43919e583df5d8804cfdb569ce7d54df852",
            "initrd loader 67108864", "7c708fe07b26adc28f3cfe5dc24b745d3920eb140211e2a428374a4a4713c596",
            "squashfs uki 67108864", "c8443ec916ea1af9c03cecc502c1ea5d66147d5bd72b7bd82f736adfb307ebca");

    @TempDir
    private Path folder;

    private TestProject project;

    @BeforeEach
    void open() throws IOException {
        project = new TestProject(folder)
                .yaml(
                        """
                        kernel: {image: team/kernel:kernel, cmdline: quiet}
                        init: [team/init:init]
                        """);
        project.registry.image("kernel", "linux/amd64", layer(Map.of("kernel", "the kernel", "kernel.tar", modules())));
        project.push("init", Map.of("init", "#!/bin/sh\n"));
        project.push("loader", bootLoader());
        new LockImages(project.environment()).withBootLoaders(List.of(LOADER)).run(project.project(), List.of(), false);
    }

    @AfterEach
    void close() {
        project.close();
    }

    private static byte[] layer(Map<String, String> files) {
        TreeBuilder tree = new TreeBuilder(TIMESTAMP);
        files.forEach((path, text) -> tree.put(new Entry(
                path,
                Attributes.of(0755, TIMESTAMP),
                new Node.RegularFile(Content.of(text.getBytes(StandardCharsets.ISO_8859_1)), path),
                Origin.NONE)));
        try {
            ByteArrayOutputStream tar = new ByteArrayOutputStream();
            TarWriter.write(tree.build(), tar);
            return tar.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String modules() {
        Map<String, String> files = new TreeMap<>(Map.of(
                MODULES + "modules.dep",
                        "virtio_blk.ko:\ndm-mod.ko:\ndm-verity.ko: dm-mod.ko\noverlay.ko:\nsquashfs.ko:\n",
                MODULES + "modules.builtin", "kernel/fs/erofs/erofs.ko\n"));
        for (String name : List.of("virtio_blk", "dm-mod", "dm-verity", "overlay", "squashfs")) {
            files.put(MODULES + name + ".ko", "module " + name);
        }
        return new String(layer(files), StandardCharsets.ISO_8859_1);
    }

    private static Map<String, String> bootLoader() {
        Map<String, String> files = new TreeMap<>(Map.of(
                "uki/linuxx64.efi.stub",
                new String(TestProgram.stub(), StandardCharsets.ISO_8859_1),
                "EFI/BOOT/BOOTX64.EFI",
                "shim ".repeat(9000),
                "EFI/BOOT/grubx64.efi",
                "grub ".repeat(20_000),
                "disk/init",
                "#!/bin/sh\n",
                "disk/data",
                "#!/bin/sh\n",
                "disk/bin/busybox",
                "busybox ".repeat(100),
                "grub/i386-pc/loopback.mod",
                "loopback module"));
        SampleGrub.files()
                .forEach((name, bytes) ->
                        files.put("grub/i386-pc/" + name, new String(bytes, StandardCharsets.US_ASCII)));
        files.merge("grub/i386-pc/moddep.lst", "loopback: extcmd\n", String::concat);
        return files;
    }

    @Test
    void theBytesAreTheSameOnAnyHostAndEachSettingCounts() throws Exception {
        Map<String, String> digests = new TreeMap<>();
        for (DiskForm form : List.of(
                form(DiskForm.Root.SQUASHFS, DiskForm.Boot.LOADER, 0),
                form(DiskForm.Root.EROFS, DiskForm.Boot.LOADER, 0),
                form(DiskForm.Root.INITRD, DiskForm.Boot.UKI, 0),
                form(DiskForm.Root.INITRD, DiskForm.Boot.LOADER, 64 * MIB),
                form(DiskForm.Root.SQUASHFS, DiskForm.Boot.UKI, 64 * MIB))) {
            Path file = HostileHost.on(() -> build("qcow2", form));
            digests.put(
                    form.root() + " " + form.boot() + " " + form.data(),
                    Digest.of(Files.readAllBytes(file)).hex());
        }
        assertThat(digests).containsExactlyInAnyOrderEntriesOf(GOLDEN);
    }

    @Test
    void theToolsFindRootAndHashes() throws Exception {
        Path disk = build("raw", form(DiskForm.Root.SQUASHFS, DiskForm.Boot.LOADER, 0));
        String root = Tool.run(folder, "sgdisk", "-i", "3", disk.toString());
        String hashes = Tool.run(folder, "sgdisk", "-i", "4", disk.toString());
        assertThat(root).contains("(Linux x86-64 root (/))");
        assertThat(hashes).contains("(Linux x86-64 root verity)");
        String line = commandLine(disk);
        assertThat(line).matches("slipway\\.root=squashfs:[0-9]+:[0-9a-f]{64} quiet");
        String hash = line.replaceAll(".*:([0-9a-f]{64}) .*", "$1");
        assertThat((guid(root) + guid(hashes)).replace("-", "")).isEqualToIgnoringCase(hash);
        cut(disk, first(root), folder.resolve("root"));
        cut(disk, first(hashes), folder.resolve("hashes"));
        Tool.run(folder, "veritysetup", "verify", "root", "hashes", hash);
        assertThat(Tool.run(folder, "unsquashfs", "-lln", "root")).contains("squashfs-root/init");
    }

    /** GRUB reads kernel and initrd by their sectors in the file. */
    @Test
    void aBiosReadsTheUnifiedImage() throws IOException {
        Path disk = build("raw", form(DiskForm.Root.INITRD, DiskForm.Boot.UKI, 0));
        String text = Files.readString(disk, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("loopback");
        assertThat(text.indexOf("shim shim")).isNegative();
        assertThat(text.substring(start, start + 200))
                .containsPattern("loopback image /EFI/BOOT/BOOTX64\\.EFI\n"
                        + "linux \\(image\\)[0-9]+\\+[0-9]+ 'quiet'\n"
                        + "if initrd \\(image\\)[0-9]+\\+[0-9]+; then boot; else\n");
    }

    private static String guid(String partition) {
        return partition.replaceAll("(?s).*Partition unique GUID: (\\S+).*", "$1");
    }

    private static int first(String partition) {
        return Integer.parseInt(partition.replaceAll("(?s).*First sector: ([0-9]+).*", "$1"));
    }

    private static void cut(Path disk, int sector, Path partition) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(disk.toFile(), "r")) {
            byte[] bytes = new byte[1 << 20];
            in.seek(512L * sector);
            in.readFully(bytes);
            Files.write(partition, bytes);
        }
    }

    /** What GRUB is told. */
    private static String commandLine(Path disk) throws IOException {
        String text = Files.readString(disk, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("linux /boot/kernel '");
        return text.substring(start, text.indexOf('\n', start))
                .substring("linux /boot/kernel ".length())
                .replace("'", "");
    }

    @Test
    void whatThereIsNotIsRefused() throws IOException {
        project.push("loader", Map.of("EFI/BOOT/BOOTX64.EFI", "shim"));
        new LockImages(project.environment())
                .withBootLoaders(List.of(LOADER))
                .run(project.project(), List.of("all"), false);
        assertThatThrownBy(() -> build("raw", form(DiskForm.Root.EROFS, DiskForm.Boot.LOADER, 0)))
                .hasMessageContaining(
                        "'disk/init': it is missing, and a root or data in a partition of a disk is found by it");
        assertThatThrownBy(() -> DiskForm.Root.parse("ext4"))
                .hasMessageContaining("slipway.disk.root: 'ext4' is not a root of a disk")
                .hasMessageContaining("Choose one of: initrd, squashfs, erofs");
        assertThatThrownBy(() -> DiskForm.Boot.parse("lilo"))
                .hasMessageContaining("slipway.disk.boot: 'lilo' is not a way to start a disk")
                .hasMessageContaining("Choose one of: loader, uki");
    }

    private static DiskForm form(DiskForm.Root root, DiskForm.Boot boot, long data) {
        return new DiskForm(0, 512, root, boot, data);
    }

    private Path build(String name, DiskForm form) throws IOException {
        FormatSettings settings =
                new FormatSettings(CompressionSetting.of("auto"), IsoForm.USUAL, LOADER, form, () -> ImageSigning.NONE);
        List<OutputFormat> formats = OutputFormats.disks(List.of(name), settings);
        OutputNames names = OutputNames.of(folder.resolve("target"), "os");
        List<BuiltOutput> built = new BuildSystem(project.environment())
                .run(project.project(), new BuildSystem.Request(names, TIMESTAMP, formats));
        return built.get(0).file();
    }
}
