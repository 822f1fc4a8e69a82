package dev.slipway.archive.grub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/**
 * GRUB for BIOS: a first sector's code, and the core that it loads.
 *
 * <pre>
 * diskboot.img          512 bytes: loads what follows
 * lzma_decompress.img   unpacks what follows
 * LZMA                  kernel.img and the modules
 * </pre>
 */
public final class CoreImage {
    /** Room for code in a master boot record, in bytes. */
    public static final int BOOT_CODE = 440;

    private static final int SECTOR = 512;

    /** Bytes of a core that BIOS memory below 640 KiB has room for, with some to spare. */
    private static final int MOST = 480 << 10;

    // boot.h: where boot.img keeps the core's sector and the drive, and the jump around the check for a floppy.
    private static final int KERNEL_SECTOR = 0x5c;
    private static final int BOOT_DRIVE = 0x64;
    private static final int DRIVE_CHECK = 0x66;
    private static final byte DRIVE_OF_BIOS = (byte) 0xff;
    private static final short TWO_NOPS = (short) 0x9090;

    // diskboot.h: the block list's only entry, in its last bytes.
    private static final int BLOCK_LIST = SECTOR - 12;
    private static final short LOAD_SEGMENT = 0x0820;

    // offsets.h: what the decompressor has to know.
    private static final int COMPRESSED_SIZE = 8;
    private static final int UNCOMPRESSED_SIZE = 12;

    /** grub-mkimage's dictionary; the decompressor has no room for a larger one. */
    private static final int DICTIONARY = 1 << 16;

    private static final int PRESET = 6;

    private final byte[] boot;
    private final byte[] diskBoot;
    private final byte[] packed;

    private CoreImage(byte[] boot, byte[] diskBoot, byte[] packed) {
        this.boot = boot;
        this.diskBoot = diskBoot;
        this.packed = packed;
    }

    /**
     * Puts a core together.
     *
     * @param modules names of those that it shall have, besides those that they need
     * @param prefix where it looks for {@code grub.cfg}, such as {@code (,gpt2)/boot/grub}; without a disk it is the one that the BIOS
     *     started from
     * @throws dev.slipway.problem.Problem if the files are not GRUB's
     */
    public static CoreImage of(GrubFiles files, List<String> modules, String prefix) throws IOException {
        byte[] plain = new KernelImage(files.read("kernel.img")).with(new ModuleArea(files, modules, prefix).bytes());
        byte[] compressed = lzma(plain);
        byte[] decompressor = files.read("lzma_decompress.img");
        files.requireSize("lzma_decompress.img", decompressor, UNCOMPRESSED_SIZE + Integer.BYTES);
        ByteBuffer.wrap(decompressor)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(COMPRESSED_SIZE, compressed.length)
                .putInt(UNCOMPRESSED_SIZE, plain.length);
        byte[] packed = Arrays.copyOf(decompressor, decompressor.length + compressed.length);
        System.arraycopy(compressed, 0, packed, decompressor.length, compressed.length);
        if (packed.length > MOST) {
            throw GrubFiles.invalid(
                    "core.img", "it would have " + packed.length + " bytes, and a BIOS can load " + MOST);
        }
        return new CoreImage(sector(files, "boot.img"), sector(files, "diskboot.img"), packed);
    }

    private static byte[] sector(GrubFiles files, String name) throws IOException {
        byte[] bytes = files.read(name);
        files.requireSize(name, bytes, SECTOR);
        return Arrays.copyOf(bytes, SECTOR);
    }

    /** A raw stream without header and end marker, which is what the decompressor reads. */
    private static byte[] lzma(byte[] plain) throws IOException {
        LZMA2Options options = new LZMA2Options(PRESET);
        options.setDictSize(DICTIONARY);
        options.setLcLp(3, 0);
        options.setPb(2);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(plain.length / 2);
        try (LZMAOutputStream out = new LZMAOutputStream(compressed, options, false)) {
            out.write(plain);
        }
        return compressed.toByteArray();
    }

    /** Size of the core in bytes. */
    public int size() {
        return SECTOR + packed.length;
    }

    /**
     * The code for the master boot record.
     *
     * @param sector of the disk where the core starts
     */
    public byte[] bootCode(long sector) {
        byte[] code = Arrays.copyOf(boot, BOOT_CODE);
        ByteBuffer.wrap(code)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(KERNEL_SECTOR, sector)
                .put(BOOT_DRIVE, DRIVE_OF_BIOS)
                .putShort(DRIVE_CHECK, TWO_NOPS);
        return code;
    }

    /**
     * The core's bytes.
     *
     * @param sector of the disk where they will stand, in one piece
     */
    public byte[] bytes(long sector) {
        ByteBuffer core = ByteBuffer.allocate(size()).order(ByteOrder.LITTLE_ENDIAN);
        core.put(diskBoot).put(packed);
        core.putLong(BLOCK_LIST, sector + 1)
                .putShort(BLOCK_LIST + Long.BYTES, (short) ((packed.length + SECTOR - 1) / SECTOR))
                .putShort(BLOCK_LIST + Long.BYTES + Short.BYTES, LOAD_SEGMENT);
        return core.array();
    }
}
