package dev.slipway.output.card;

import dev.slipway.archive.fat.FatVolume;
import dev.slipway.archive.fat.FatWriter;
import dev.slipway.archive.fat.VolumeLabel;
import dev.slipway.archive.gpt.SinglePartition;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Piece;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.output.iso.FileSet;
import dev.slipway.output.iso.KernelCommandLine;
import dev.slipway.tree.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A card that a Raspberry Pi starts from, without U-Boot: its firmware loads kernel and initrd itself.
 *
 * <pre>
 * 0        master boot record with one partition: older models know no GPT
 * 1 MiB    FAT32: config.txt, cmdline.txt, kernel8.img, initrd.img, device trees, overlays, firmware
 * </pre>
 *
 * @param timestamp of every file, in seconds since 1970-01-01T00:00:00Z
 * @param firmware the files of the system that belong on the card, by their paths there
 */
public record RaspberryPiCard(
        long timestamp,
        Content kernel,
        Content initrd,
        KernelCommandLine commandLine,
        SortedMap<String, Content> firmware) {
    private static final long ALIGNMENT = 1 << 20;
    private static final VolumeLabel LABEL = new VolumeLabel("BOOT");

    /** Of an arm64 image (Documentation/arch/arm64/booting.rst); the firmware unpacks gzip. */
    private static final byte[] MAGIC = {'A', 'R', 'M', 'd'};

    private static final int MAGIC_OFFSET = 56;

    /** The firmware starts a kernel of 64 bits, whatever the model's usual one is, and the console is the serial line. */
    private static final String CONFIG =
            """
            arm_64bit=1
            enable_uart=1
            kernel=kernel8.img
            initramfs initrd.img followkernel
            """;

    public RaspberryPiCard {
        firmware = Collections.unmodifiableSortedMap(new TreeMap<>(firmware));
    }

    /** @param system the files of the whole system, of which some belong on the card */
    public static RaspberryPiCard of(
            long timestamp, Content kernel, Content initrd, KernelCommandLine commandLine, FileTree system) {
        return new RaspberryPiCard(
                timestamp, kernel, initrd, commandLine, FirmwareFiles.of(system).files());
    }

    /** The card. */
    public BlockImage image() {
        FileSet files = new FileSet(timestamp)
                .put("config.txt", Content.of(CONFIG))
                .put("cmdline.txt", Content.of(commandLine.requireWhole().text() + "\n"))
                .put("kernel8.img", kernel)
                .put("initrd.img", initrd);
        // What the user gives replaces what we write.
        firmware.forEach(files::put);
        int id = HexFormat.fromHexDigits(id().hex(), 0, 8);
        BlockImage volume = new FatWriter(new FatVolume(LABEL, id, timestamp, files.tree()))
                .smallestFat32(ALIGNMENT, SinglePartition.SECTOR);
        SinglePartition table = new SinglePartition(id, ALIGNMENT, volume.size());
        return BlockImage.ofSize(ALIGNMENT + volume.size())
                .with(0, Piece.of(table.bytes()))
                .with(ALIGNMENT, volume);
    }

    /** What is missing on the card, or not for its machine. */
    public List<String> warnings() throws IOException {
        List<String> warnings = new ArrayList<>();
        if (!isForArm64(kernel)) {
            warnings.add("The kernel is no image for arm64, so no Raspberry Pi will start it from this card."
                    + " Build the system with slipway.platform=linux/arm64.");
        }
        if (firmware.keySet().stream().noneMatch(path -> path.endsWith(".dtb"))) {
            warnings.add("There is no device tree bcm27*.dtb or bcm28*.dtb in the system, so no Raspberry Pi will start"
                    + " from this card. Add an image with it below boot/firmware to init.");
        }
        return warnings;
    }

    private static boolean isForArm64(Content kernel) throws IOException {
        try (InputStream in = kernel.open()) {
            byte[] start = in.readNBytes(MAGIC_OFFSET + MAGIC.length);
            boolean gzip = start.length > 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
            return gzip
                    || start.length == MAGIC_OFFSET + MAGIC.length
                            && Arrays.equals(start, MAGIC_OFFSET, start.length, MAGIC, 0, MAGIC.length);
        }
    }

    /** A name for exactly this card. */
    private Digest id() {
        StringBuilder text = new StringBuilder("slipway card 1\n");
        text.append(timestamp).append('\n').append(kernel.digest()).append('\n');
        text.append(initrd.digest()).append('\n').append(commandLine.text()).append('\n');
        firmware.forEach((path, content) ->
                text.append(path).append(' ').append(content.digest()).append('\n'));
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
