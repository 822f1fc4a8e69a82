package dev.slipway.archive.fat;

import dev.slipway.content.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Reads a FAT volume by following its chains, as a driver would: nothing of the writer is used. */
final class FatReader {
    /** What a directory says of one name: its short name, first cluster and size, and the digest of the chain's bytes. */
    record Found(String shortName, boolean directory, long cluster, long size, String digest) {}

    private final FileChannel volume;
    private final ByteBuffer boot;
    private final Map<String, Found> found = new TreeMap<>();

    private FatReader(FileChannel volume) throws IOException {
        this.volume = volume;
        this.boot = bytes(0, 512);
    }

    static Map<String, Found> read(FileChannel volume) throws IOException {
        FatReader reader = new FatReader(volume);
        reader.readDirectory("", reader.root());
        return reader.found;
    }

    static String type(FileChannel volume) throws IOException {
        return "FAT" + new FatReader(volume).bits();
    }

    private int bits() {
        long clusters = (totalSectors() - dataSector()) / sectorsPerCluster();
        return clusters < 4085 ? 12 : clusters < 65525 ? 16 : 32;
    }

    private int u16(int offset) {
        return boot.getShort(offset) & 0xffff;
    }

    private long u32(int offset) {
        return boot.getInt(offset) & 0xffff_ffffL;
    }

    private long totalSectors() {
        return u16(19) != 0 ? u16(19) : u32(32);
    }

    private int sectorsPerCluster() {
        return boot.get(13) & 0xff;
    }

    private long fatSectors() {
        return u16(22) != 0 ? u16(22) : u32(36);
    }

    private long rootSector() {
        return u16(14) + boot.get(16) * fatSectors();
    }

    private long dataSector() {
        return rootSector() + u16(17) * 32L / 512;
    }

    private ByteBuffer root() throws IOException {
        return u16(17) == 0 ? chain(u32(44), -1) : bytes(rootSector() * 512, u16(17) * 32);
    }

    private ByteBuffer bytes(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && volume.read(buffer, offset + buffer.position()) > 0) {}
        return buffer.flip();
    }

    private long next(long cluster) throws IOException {
        long fat = u16(14) * 512L;
        if (bits() == 32) {
            return bytes(fat + cluster * 4, 4).getInt() & 0x0fff_ffffL;
        }
        if (bits() == 16) {
            return bytes(fat + cluster * 2, 2).getShort() & 0xffffL;
        }
        int pair = bytes(fat + cluster * 3 / 2, 2).getShort() & 0xffff;
        return cluster % 2 == 0 ? pair & 0xfff : pair >> 4;
    }

    private ByteBuffer chain(long first, long size) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int clusterBytes = sectorsPerCluster() * 512;
        long end = bits() == 32 ? 0x0fff_fff8L : (1L << bits()) - 8;
        for (long cluster = first; cluster < end; cluster = next(cluster)) {
            if (cluster < 2) {
                throw new IllegalStateException("chain runs into cluster " + cluster);
            }
            all.write(bytes((dataSector() + (cluster - 2) * sectorsPerCluster()) * 512, clusterBytes)
                    .array());
        }
        byte[] bytes = all.toByteArray();
        if (size >= 0 && (bytes.length < size || bytes.length - size >= clusterBytes)) {
            throw new IllegalStateException("a chain of " + bytes.length + " bytes for a file of " + size);
        }
        return ByteBuffer.wrap(bytes, 0, size < 0 ? bytes.length : (int) size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void readDirectory(String path, ByteBuffer slots) throws IOException {
        StringBuilder longName = new StringBuilder();
        for (int at = 0; at < slots.limit() && slots.get(at) != 0; at += 32) {
            int attribute = slots.get(at + 11);
            if (attribute == 0x0f) {
                longName.insert(0, units(slots, at));
            } else if (attribute == 0x08) {
                found.put("label", new Found(text(slots, at, 11).strip(), false, 0, 0, ""));
            } else {
                readEntry(path, slots, at, longName.toString());
                longName.setLength(0);
            }
        }
    }

    private void readEntry(String path, ByteBuffer slots, int at, String longName) throws IOException {
        String extension = text(slots, at + 8, 3).strip();
        String shortName = text(slots, at, 8).strip() + (extension.isEmpty() ? "" : "." + extension);
        long cluster = (slots.getShort(at + 20) & 0xffffL) << 16 | slots.getShort(at + 26) & 0xffffL;
        long size = slots.getInt(at + 28) & 0xffff_ffffL;
        boolean directory = (slots.get(at + 11) & 0x10) != 0;
        String name = path + "/" + (longName.isEmpty() ? shortName : longName);
        ByteBuffer content = cluster == 0 ? ByteBuffer.allocate(0) : chain(cluster, directory ? -1 : size);
        byte[] bytes = new byte[content.remaining()];
        content.get(0, bytes);
        found.put(
                name,
                new Found(
                        shortName,
                        directory,
                        cluster,
                        size,
                        directory ? "" : Digest.of(bytes).hex()));
        if (directory && !shortName.startsWith(".")) {
            readDirectory(name, content);
        }
    }

    private static String units(ByteBuffer slots, int at) {
        StringBuilder text = new StringBuilder();
        for (int i : new int[] {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30}) {
            char c = slots.getChar(at + i);
            if (c == 0) {
                break;
            }
            text.append(c);
        }
        return text.toString();
    }

    private static String text(ByteBuffer slots, int at, int length) {
        byte[] bytes = new byte[length];
        slots.get(at, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
