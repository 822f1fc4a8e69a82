package dev.slipway.output.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.HostileHost;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Generated;
import dev.slipway.archive.image.ImageBytes;
import dev.slipway.archive.iso9660.BootImageTooLarge;
import dev.slipway.archive.iso9660.VolumeId;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.TreeBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HybridIsoTest {
    private static final int MIB = 1 << 20;
    private static final Content KERNEL = Content.of("kernel ".repeat(10_000));
    private static final Content INITRD = Content.of("initrd ".repeat(20_000));

    @Test
    void isThisImage() throws IOException {
        // Changing these is a decision: every image changes with them.
        assertThat(digest(Firmware.BOTH))
                .hasToString("sha256:686d75db666218ec7bcc585e2b72c94f7f4d70992d7800ea7a01ffc3589ce899");
        assertThat(digest(Firmware.BIOS))
                .hasToString("sha256:e3831031e8dde3869a151aeb3291c4333342968d4d7b14d8b7cb622f1151124f");
        assertThat(digest(Firmware.EFI))
                .hasToString("sha256:f968bd28a7bc5f655b33573e45818af1adb645e58ba7847a3a480a067ee65586");
    }

    private static Digest digest(Firmware firmware) throws IOException {
        return Digest.of(bytes(request(firmware, "console=ttyS0")));
    }

    @Test
    void theDiskCodeFindsIsolinux() throws IOException {
        byte[] image = bytes(request(Firmware.BOTH, "x"));
        ByteBuffer disk = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(new String(image, 0, 432, StandardCharsets.US_ASCII)).isEqualTo("c".repeat(432));
        int isolinux = (int) disk.getLong(432) * 512;
        assertThat(new String(image, isolinux, 8, StandardCharsets.US_ASCII)).isEqualTo("isolinux");
        // The boot information table names the same place, in blocks of the CD.
        assertThat(disk.getInt(isolinux + 12) * 2048).isEqualTo(isolinux);
    }

    @Test
    void theEfiPartitionIsTheEfiImageOfTheCd() throws IOException {
        byte[] image = bytes(request(Firmware.BOTH, "x"));
        ByteBuffer disk = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        int second = 1024 + 128;
        int start = (int) disk.getLong(second + 32) * 512;
        int length = (int) (disk.getLong(second + 40) + 1) * 512 - start;
        int catalog = disk.getInt(17 * 2048 + 71) * 2048;

        assertThat(start % MIB).isZero();
        assertThat(length % MIB).isZero();
        assertThat(disk.getInt(catalog + 96 + 8) * 2048).isEqualTo(start);
        assertThat((disk.getShort(catalog + 96 + 6) & 0xffff) * 512).isEqualTo(length);
        assertThat(new String(image, start + 3, 8, StandardCharsets.US_ASCII)).isEqualTo("MSWIN4.1");
        assertThat(image.length % MIB).isZero();
        assertThat(new String(image, image.length - 512, 8, StandardCharsets.US_ASCII))
                .isEqualTo("EFI PART");
    }

    @Test
    void oneFirmwareLeavesTheOthersFilesOut() throws IOException {
        byte[] bios = bytes(request(Firmware.BIOS, "name=\"only isolinux passes this\""));
        assertThat(contains(bios, "shim shim")).isFalse();
        assertThat(contains(bios, "ldlinux")).isTrue();
        byte[] efi = bytes(request(Firmware.EFI, "x"));
        assertThat(contains(efi, "shim shim")).isTrue();
        assertThat(contains(efi, "ldlinux")).isFalse();
        assertThat(Arrays.copyOf(efi, 440)).containsOnly(0);
    }

    @Test
    void aCommandLineIsRefusedBeforeAnythingIsRead() {
        assertThatThrownBy(() -> new HybridIso(request(Firmware.BOTH, "name=\"a b\"")))
                .isInstanceOf(InvalidKernelCommandLine.class)
                .hasMessageContaining("here: character 6");
        assertThat(new HybridIso(request(Firmware.BIOS, "name=\"a b\""))).isNotNull();
    }

    @Test
    void everyIdentifierFollowsFromTheContent() throws IOException {
        byte[] one = bytes(request(Firmware.BOTH, "a"));
        byte[] other = bytes(request(Firmware.BOTH, "b"));
        assertThat(Arrays.copyOfRange(one, 512 + 56, 512 + 72))
                .isNotEqualTo(Arrays.copyOfRange(other, 512 + 56, 512 + 72));
        assertThat(request(Firmware.BOTH, "a").id())
                .isEqualTo(request(Firmware.BOTH, "a").id());
        assertThat(request(Firmware.BOTH, "a").id())
                .isNotEqualTo(request(Firmware.EFI, "a").id());
    }

    @Test
    void aHostileHostChangesNothing() throws Exception {
        assertThat(HostileHost.on(() -> String.format("%d", 7))).isNotEqualTo("7");
        byte[] here = bytes(request(Firmware.BOTH, "x"));
        assertThat(Arrays.equals(HostileHost.on(() -> bytes(request(Firmware.BOTH, "x"))), here))
                .isTrue();
    }

    @Test
    void kernelAndInitrdAreNotReadBeforeTheyAreWritten() throws IOException {
        Content initrd = new Generated("initrd", 3L << 30);
        BlockImage image = new HybridIso(request(SampleBootLoader.tree(), Firmware.BOTH, initrd)).plan();
        assertThat(image.size()).isBetween(3L << 30, (3L << 30) + 16 * MIB);
    }

    @Test
    void refusesWhatALoaderCannotRead() {
        assertThatThrownBy(() ->
                        new HybridIso(request(SampleBootLoader.tree(), Firmware.BOTH, new Generated("i", 1L << 32))))
                .isInstanceOf(FileTooLargeForBootLoader.class)
                .hasMessageContaining(
                        "'boot/initrd.img': it has 4294967296 bytes, and boot loaders read files of less than 4 GiB");
        FileTree large = with("EFI/BOOT/huge.efi", "x".repeat(33 * MIB));
        assertThatThrownBy(() -> new HybridIso(request(large, Firmware.EFI, INITRD)).plan())
                .isInstanceOf(BootImageTooLarge.class)
                .hasMessageContaining("'boot/efi.img'");
    }

    @Test
    void refusesBootLoaderPackagesThatAreNone() {
        missing("isolinux/ldlinux.c32", Firmware.BOTH, "isolinux/ldlinux.c32", "firmware=efi");
        missing("isolinux/isohdpfx.bin", Firmware.BIOS, "isolinux/isohdpfx.bin", "firmware=efi");
        missing("EFI/BOOT/BOOTX64.EFI", Firmware.BOTH, "EFI/BOOT/BOOTX64.EFI", "firmware=bios");
        assertThat(new HybridIso(request(without("isolinux/ldlinux.c32"), Firmware.EFI, INITRD)))
                .isNotNull();
        assertThat(new HybridIso(request(without("EFI/BOOT/BOOTX64.EFI"), Firmware.BIOS, INITRD)))
                .isNotNull();
        FileTree none = with("isolinux/isolinux.bin", "short");
        assertThatThrownBy(() -> new HybridIso(request(none, Firmware.BIOS, INITRD)))
                .hasMessageContaining("this is not isolinux");
        FileTree code = with("isolinux/isohdpfx.bin", "c".repeat(433));
        assertThatThrownBy(() -> new HybridIso(request(code, Firmware.BIOS, INITRD)).plan())
                .hasMessageContaining("433 bytes, room is for 432");
    }

    @Test
    void namesItsFirmware() {
        assertThat(Firmware.parse("both")).isEqualTo(Firmware.BOTH).hasToString("both");
        assertThatThrownBy(() -> Firmware.parse("BIOS"))
                .isInstanceOf(UnknownFirmware.class)
                .hasMessageContaining("bios, efi or both");
    }

    @Test
    void anInitrdOfSeveralPartsIsOneFile() throws IOException {
        KernelCommandLine line = new KernelCommandLine("", "here");
        BootLoader loader = BootLoader.of(SampleBootLoader.tree());
        List<Content> parts = List.of(Content.of("first "), Content.of(""), Content.of("second"));
        IsoRequest request = new IsoRequest(new VolumeId("PARTS"), 0, Firmware.BOTH, loader, KERNEL, parts, line);

        assertThat(contains(bytes(request), "first second\0")).isTrue();
    }

    private static void missing(String path, Firmware firmware, String named, String alternative) {
        assertThatThrownBy(() -> new HybridIso(request(without(path), firmware, INITRD)))
                .isInstanceOf(BootLoaderIsMissing.class)
                .hasMessageContaining("'" + named + "'")
                .hasMessageContaining(alternative);
    }

    private static FileTree without(String path) {
        TreeBuilder tree = new TreeBuilder(SampleBootLoader.tree(), 0);
        tree.remove(path);
        return tree.build();
    }

    private static FileTree with(String path, String text) {
        TreeBuilder tree = new TreeBuilder(SampleBootLoader.tree(), 0);
        tree.put(SampleBootLoader.file(path, text));
        return tree.build();
    }

    private static IsoRequest request(Firmware firmware, String commandLine) {
        KernelCommandLine line = new KernelCommandLine(commandLine, "here");
        BootLoader loader = BootLoader.of(SampleBootLoader.tree());
        return new IsoRequest(new VolumeId("LINUXKIT"), 1492533000, firmware, loader, KERNEL, List.of(INITRD), line);
    }

    private static IsoRequest request(FileTree loader, Firmware firmware, Content initrd) {
        KernelCommandLine line = new KernelCommandLine("", "here");
        return new IsoRequest(
                new VolumeId("LINUXKIT"), 1492533000, firmware, BootLoader.of(loader), KERNEL, List.of(initrd), line);
    }

    private static byte[] bytes(IsoRequest request) throws IOException {
        return ImageBytes.of(new HybridIso(request).plan());
    }

    private static boolean contains(byte[] image, String text) {
        return new String(image, StandardCharsets.ISO_8859_1).contains(text);
    }
}
