package dev.slipway.compose.program;

import dev.slipway.content.Content;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes the smallest ELF files of 64 bits that ask for a loader and libraries. */
public final class TestElf {
    private static final int HEADER = 64;
    private static final int SEGMENT = 56;
    private static final long ADDRESS = 0x40_0000;

    private TestElf() {}

    public static Content program(String loader, String... libraries) {
        return Content.of(bytes(loader, libraries));
    }

    public static Content library(String... libraries) {
        return Content.of(bytes("", libraries));
    }

    static byte[] bytes(String loader, String... libraries) {
        StringBuilder strings = new StringBuilder("\0");
        List<Integer> names = new ArrayList<>();
        for (String library : libraries) {
            names.add(strings.length());
            strings.append(library).append('\0');
        }
        int interp = HEADER + 3 * SEGMENT;
        int dynamic = interp + loader.length() + 1;
        int table = dynamic + 16 * (libraries.length + 2);
        int end = table + strings.length();
        ByteBuffer elf = ByteBuffer.allocate(end).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).putShort(18, (short) 62);
        elf.putLong(0x20, HEADER).putShort(0x36, (short) SEGMENT).putShort(0x38, (short) 3);
        segment(elf, 0, 1, 0, end);
        segment(elf, 1, 2, dynamic, table - dynamic);
        segment(elf, 2, loader.isEmpty() ? 0 : 3, interp, loader.length() + 1);
        elf.position(interp).put(loader.getBytes(StandardCharsets.US_ASCII));
        elf.position(dynamic).putLong(5).putLong(ADDRESS + table);
        names.forEach(name -> elf.putLong(1).putLong(name));
        elf.position(table).put(strings.toString().getBytes(StandardCharsets.US_ASCII));
        return elf.array();
    }

    private static void segment(ByteBuffer elf, int index, int type, long offset, long size) {
        int at = HEADER + index * SEGMENT;
        elf.putInt(at, type)
                .putLong(at + 8, offset)
                .putLong(at + 16, ADDRESS + offset)
                .putLong(at + 32, size);
    }
}
