package dev.slipway.recipe.depmod;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ELF section {@code .modinfo} of a kernel module: {@code key=value} strings that end in NUL (linux/moduleparam.h,
 * {@code __MODULE_INFO}).
 */
final class ModuleInfo {
    private static final int ELF_MAGIC = 0x7f454c46;
    private static final int CLASS_32 = 1;
    private static final int CLASS_64 = 2;
    private static final int LITTLE_ENDIAN = 1;
    private static final int BIG_ENDIAN = 2;

    private static final byte[] SECTION = ".modinfo\0".getBytes(StandardCharsets.ISO_8859_1);

    /** The graphics drivers, with an alias for each card, have 200 KiB. */
    private static final int MAX_SECTION = 4 << 20;

    private final Map<String, List<String>> values;

    private ModuleInfo(Map<String, List<String>> values) {
        this.values = values;
    }

    /** All values of a key in the order of the file; a module says {@code alias} many times. */
    List<String> all(String key) {
        return values.getOrDefault(key, List.of());
    }

    /** @param path named in failures */
    static ModuleInfo read(byte[] elf, String path) {
        try {
            return parse(section(elf, path));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            // Offsets of a damaged or foreign file lead anywhere; ByteBuffer refuses every one that leaves the file.
            throw new MalformedModule(path, "its ELF header points outside of the file");
        }
    }

    /** The bytes of {@code .modinfo} (System V ABI, "ELF Header" and "Section Header"). */
    private static ByteBuffer section(byte[] elf, String path) {
        ByteBuffer file = ByteBuffer.wrap(elf);
        if (elf.length < 16 || file.getInt(0) != ELF_MAGIC) {
            throw new MalformedModule(path, "it does not begin with the ELF magic");
        }
        boolean wide = wide(elf[4], path);
        file.order(order(elf[5], path));
        long table = wide ? file.getLong(0x28) : Integer.toUnsignedLong(file.getInt(0x20));
        int entrySize = file.getShort(wide ? 0x3a : 0x2e) & 0xffff;
        int count = file.getShort(wide ? 0x3c : 0x30) & 0xffff;
        int namesAt = file.getShort(wide ? 0x3e : 0x32) & 0xffff;
        ByteBuffer names = body(file, index(table, namesAt, entrySize), wide);
        for (int i = 0; i < count; i++) {
            int header = index(table, i, entrySize);
            if (isModuleInfo(names, file.getInt(header))) {
                ByteBuffer section = body(file, header, wide);
                if (section.limit() > MAX_SECTION) {
                    throw new MalformedModule(path, "its section .modinfo is larger than " + MAX_SECTION + " bytes");
                }
                return section;
            }
        }
        throw new MalformedModule(path, "it has no section .modinfo");
    }

    // Compared where it stands: a name without an end, read for each of 65,535 sections, has no end.
    private static boolean isModuleInfo(ByteBuffer names, int at) {
        if (at < 0 || at > names.limit() - SECTION.length) {
            return false;
        }
        return names.slice(at, SECTION.length).equals(ByteBuffer.wrap(SECTION));
    }

    private static boolean wide(byte elfClass, String path) {
        if (elfClass != CLASS_32 && elfClass != CLASS_64) {
            throw new MalformedModule(path, "ELF class " + elfClass + " is neither 32 nor 64 bits");
        }
        return elfClass == CLASS_64;
    }

    private static ByteOrder order(byte elfData, String path) {
        if (elfData != LITTLE_ENDIAN && elfData != BIG_ENDIAN) {
            throw new MalformedModule(path, "ELF data encoding " + elfData + " is neither little nor big endian");
        }
        return elfData == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    private static int index(long table, int i, int entrySize) {
        return checked(table + (long) i * entrySize);
    }

    private static ByteBuffer body(ByteBuffer file, int header, boolean wide) {
        long offset = wide ? file.getLong(header + 0x18) : Integer.toUnsignedLong(file.getInt(header + 0x10));
        long size = wide ? file.getLong(header + 0x20) : Integer.toUnsignedLong(file.getInt(header + 0x14));
        return file.slice(checked(offset), checked(size));
    }

    private static int checked(long offset) {
        if (offset < 0 || offset > Integer.MAX_VALUE) {
            throw new IndexOutOfBoundsException();
        }
        return (int) offset;
    }

    private static ModuleInfo parse(ByteBuffer section) {
        Map<String, List<String>> values = new TreeMap<>();
        int at = 0;
        while (at < section.limit()) {
            String pair = text(section, at);
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.computeIfAbsent(pair.substring(0, equals), key -> new ArrayList<>())
                        .add(pair.substring(equals + 1));
            }
            at += pair.length() + 1;
        }
        return new ModuleInfo(values);
    }

    /** The text up to NUL; one character a byte, so that lengths stay lengths of the file. */
    private static String text(ByteBuffer bytes, int from) {
        int end = from;
        while (bytes.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - from];
        bytes.get(from, text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
