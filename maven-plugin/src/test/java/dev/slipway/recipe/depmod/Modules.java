package dev.slipway.recipe.depmod;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes ELF files with a section .modinfo, with offsets written down here once more, from the ABI's tables. */
final class Modules {
    private Modules() {}

    static byte[] elf64(ByteOrder order, String... info) {
        return elf(true, order, info);
    }

    static byte[] elf32(ByteOrder order, String... info) {
        return elf(false, order, info);
    }

    private static byte[] elf(boolean wide, ByteOrder order, String... info) {
        byte[] modinfo = (String.join("\0", info) + "\0").getBytes(StandardCharsets.ISO_8859_1);
        byte[] names = "\0.text\0.modinfo\0.shstrtab\0".getBytes(StandardCharsets.US_ASCII);
        int header = wide ? 64 : 52;
        int section = wide ? 64 : 40;
        int table = header + modinfo.length + names.length;
        ByteBuffer file = ByteBuffer.allocate(table + 3 * section).order(order);
        file.put(new byte[] {
            0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1), (byte) (order == ByteOrder.LITTLE_ENDIAN ? 1 : 2), 1
        });
        file.position(16);
        file.putShort((short) 1).putShort((short) 62).putInt(1);
        word(file, wide, 0);
        word(file, wide, 0);
        word(file, wide, table);
        file.putInt(0).putShort((short) header).putShort((short) 0).putShort((short) 0);
        file.putShort((short) section).putShort((short) 3).putShort((short) 2);
        file.put(modinfo).put(names);
        file.position(table + section);
        section(file, wide, 7, header, modinfo.length);
        section(file, wide, 16, header + modinfo.length, names.length);
        return file.array();
    }

    private static void section(ByteBuffer file, boolean wide, int name, int offset, int size) {
        file.putInt(name).putInt(1);
        word(file, wide, 0);
        word(file, wide, 0);
        word(file, wide, offset);
        word(file, wide, size);
        file.putInt(0).putInt(0);
        word(file, wide, 1);
        word(file, wide, 0);
    }

    private static void word(ByteBuffer file, boolean wide, long value) {
        if (wide) {
            file.putLong(value);
        } else {
            file.putInt((int) value);
        }
    }
}
