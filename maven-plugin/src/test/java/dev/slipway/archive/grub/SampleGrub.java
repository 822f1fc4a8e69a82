package dev.slipway.archive.grub;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Files in the shape of GRUB's for BIOS; no machine starts from them. */
public final class SampleGrub {
    /** Where the segment starts; all bytes of the file are ASCII, so that it passes for a text. */
    private static final int SEGMENT = 120;

    private SampleGrub() {}

    /** By name, with modules for all that a disk needs. */
    public static Map<String, byte[]> files() {
        Map<String, byte[]> files = new HashMap<>();
        files.put("boot.img", filled(512, 'b'));
        files.put("diskboot.img", filled(512, 'd'));
        files.put("lzma_decompress.img", filled(2848, 'l'));
        files.put("kernel.img", kernel("kernel ".repeat(3000)));
        files.put(
                "moddep.lst",
                """
                normal: extcmd boot
                linux: boot normal
                configfile: normal
                halt: extcmd
                echo: extcmd
                sleep: extcmd normal
                fat:
                biosdisk:
                part_gpt:
                extcmd:
                boot:
                """
                        .getBytes(StandardCharsets.US_ASCII));
        for (String module : new String[] {
            "normal", "linux", "configfile", "halt", "echo", "sleep", "fat", "biosdisk", "part_gpt", "extcmd", "boot"
        }) {
            files.put(module + ".mod", (module + " module ").repeat(20).getBytes(StandardCharsets.US_ASCII));
        }
        return files;
    }

    /** An ELF program of one segment. */
    static byte[] kernel(String segment) {
        byte[] bytes = segment.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer elf = ByteBuffer.allocate(SEGMENT + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        elf.putInt(0, 0x464c_457f).putInt(28, 52).putShort(44, (short) 2);
        elf.putInt(52, 2);
        elf.putInt(84, 1).putInt(84 + 4, SEGMENT).putInt(84 + 16, bytes.length);
        return elf.put(SEGMENT, bytes).array();
    }

    private static byte[] filled(int size, char c) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) c);
        return bytes;
    }
}
