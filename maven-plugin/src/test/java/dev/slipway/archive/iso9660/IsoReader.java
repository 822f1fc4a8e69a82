package dev.slipway.archive.iso9660;

import dev.slipway.content.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a volume as a driver would, with the patience of none: what the standard forbids is an error. Nothing of the writer is used. */
final class IsoReader {
    enum Tree {
        PLAIN,
        ROCK_RIDGE,
        JOLIET
    }

    /** One path; without Rock Ridge all POSIX fields are zero and empty. */
    record Found(
            int mode,
            int links,
            long uid,
            long gid,
            long mtimeYear,
            long size,
            String digest,
            String target,
            long device) {}

    private final FileChannel volume;
    private final Tree tree;
    private final Map<String, Found> found = new TreeMap<>();

    private IsoReader(FileChannel volume, Tree tree) {
        this.volume = volume;
        this.tree = tree;
    }

    static Map<String, Found> read(FileChannel volume, Tree tree) throws IOException {
        IsoReader reader = new IsoReader(volume, tree);
        ByteBuffer descriptor = reader.descriptor();
        Record root = reader.record(descriptor, 156);
        reader.requirePathTables(descriptor, root);
        reader.readDirectory("", root);
        return reader.found;
    }

    private static final class Record {
        private long block;
        private long size;
        private int flags;
        private byte[] identifier = {};
        private byte[] systemUse = {};
        private int length;
    }

    private ByteBuffer descriptor() throws IOException {
        for (int block = 16; ; block++) {
            ByteBuffer descriptor = block(block);
            require(ascii(descriptor, 1, 5).equals("CD001"), "standard identifier in block " + block);
            require(descriptor.get(0) != -1, "the descriptor is before the terminator");
            if (descriptor.get(0) == (tree == Tree.JOLIET ? 2 : 1)) {
                require(both32(descriptor, 80) * 2048 <= volume.size(), "the volume is no larger than the image");
                require(both16(descriptor, 128) == 2048, "block size");
                return descriptor;
            }
        }
    }

    private void requirePathTables(ByteBuffer descriptor, Record root) throws IOException {
        int size = (int) both32(descriptor, 132);
        long typeL = descriptor.order(ByteOrder.LITTLE_ENDIAN).getInt(140);
        long typeM = descriptor.order(ByteOrder.BIG_ENDIAN).getInt(148);
        ByteBuffer little = bytes(typeL * 2048, size).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer big = bytes(typeM * 2048, size).order(ByteOrder.BIG_ENDIAN);
        require(little.getInt(2) == root.block, "the path table starts with the root");
        int lastParent = 1;
        for (int at = 0; at < size; ) {
            int length = little.get(at) & 0xff;
            require(little.getInt(at + 2) == big.getInt(at + 2), "both path tables say the same place");
            require(little.getShort(at + 6) == big.getShort(at + 6), "both path tables say the same parent");
            require(little.getShort(at + 6) >= lastParent, "path table in order of parents");
            lastParent = little.getShort(at + 6);
            Record itself = record(bytes(little.getInt(at + 2) * 2048L, 255), 0);
            require(itself.block == little.getInt(at + 2), "the path table leads to a directory");
            at += 8 + length + (length & 1);
        }
    }

    private void readDirectory(String path, Record directory) throws IOException {
        require(directory.size % 2048 == 0, "a directory has whole blocks");
        ByteBuffer bytes = bytes(directory.block * 2048, (int) directory.size);
        List<Record> sections = new ArrayList<>();
        String last = "";
        int number = 0;
        for (int at = 0; at < bytes.limit(); ) {
            if (bytes.get(at) == 0) {
                at = (at / 2048 + 1) * 2048;
                continue;
            }
            Record record = record(bytes, at);
            require(at / 2048 == (at + record.length - 1) / 2048, "a record stays in its block");
            at += record.length;
            if (number++ < 2) {
                requireDot(record, number - 1, directory);
                continue;
            }
            String plainName = identifier(record);
            require(sortable(plainName).compareTo(last) >= 0, "records in order: " + last + ", " + plainName);
            last = sortable(plainName);
            sections.add(record);
            if ((record.flags & 0x80) == 0) {
                readMember(path, List.copyOf(sections));
                sections.clear();
            }
        }
        require(sections.isEmpty(), "the last section is the last");
    }

    private void requireDot(Record record, int number, Record directory) {
        require(record.identifier.length == 1 && record.identifier[0] == number, "dots come first");
        require(
                number == 1 || record.block == directory.block && record.size == directory.size,
                "a dot leads to itself");
    }

    // Within ASCII, a blank is below all others: File Name, then File Name Extension, each filled up with blanks.
    private String sortable(String name) {
        return tree == Tree.JOLIET
                ? name.replaceFirst(";1$", "")
                : name.replaceFirst(";1$", "").replace('.', ' ');
    }

    private void readMember(String path, List<Record> sections) throws IOException {
        Record first = sections.get(0);
        RockRidgeFields fields = new RockRidgeFields();
        if (tree == Tree.ROCK_RIDGE) {
            for (Record section : sections) {
                fields = new RockRidgeFields();
                fields.read(ByteBuffer.wrap(section.systemUse), 0);
            }
        }
        boolean directory = (first.flags & 2) != 0;
        String name =
                tree == Tree.ROCK_RIDGE ? fields.name() : identifier(first).replaceFirst(";1$", "");
        String whole = path + "/" + name;
        long size = directory
                ? 0
                : sections.stream().mapToLong(section -> section.size).sum();
        String digest = directory ? "" : digest(sections);
        require(found.put(whole, fields.found(size, digest)) == null, "a name stands once: " + whole);
        if (directory) {
            readDirectory(whole, first);
        }
    }

    private String digest(List<Record> sections) throws IOException {
        List<InputStream> streams = new ArrayList<>();
        for (Record section : sections) {
            streams.add(new ByteArrayInputStream(
                    bytes(section.block * 2048, (int) section.size).array()));
        }
        return Digest.of(new SequenceInputStream(Collections.enumeration(streams)))
                .hex();
    }

    private String identifier(Record record) {
        Charset charset = tree == Tree.JOLIET ? StandardCharsets.UTF_16BE : StandardCharsets.US_ASCII;
        return new String(record.identifier, charset);
    }

    private Record record(ByteBuffer buffer, int at) {
        Record record = new Record();
        record.length = buffer.get(at) & 0xff;
        require(record.length % 2 == 0, "records have an even length");
        record.block = both32(buffer, at + 2);
        record.size = both32(buffer, at + 10);
        record.flags = buffer.get(at + 25) & 0xff;
        int length = buffer.get(at + 32) & 0xff;
        record.identifier = slice(buffer, at + 33, length);
        int systemUse = 33 + length + (~length & 1);
        record.systemUse = slice(buffer, at + systemUse, record.length - systemUse);
        return record;
    }

    /** The fields of one record, with their continuations (SUSP and RRIP). */
    private final class RockRidgeFields {
        private final ByteArrayOutputStream name = new ByteArrayOutputStream();
        private final ByteArrayOutputStream target = new ByteArrayOutputStream();
        private boolean separate;
        private int mode;
        private int links;
        private long uid;
        private long gid;
        private long year;
        private long device;

        void read(ByteBuffer fields, int depth) throws IOException {
            require(depth < 32, "Linux follows no more continuations");
            ByteBuffer continuation = null;
            for (int at = 0; at + 4 <= fields.limit(); ) {
                int length = fields.get(at + 2) & 0xff;
                require(length >= 4 && at + length <= fields.limit(), "a field stays in its area");
                ByteBuffer field = ByteBuffer.wrap(slice(fields, at, length));
                if (ascii(field, 0, 2).equals("CE")) {
                    continuation = continuation(field);
                } else {
                    readField(ascii(field, 0, 2), field);
                }
                at += length;
            }
            if (continuation != null) {
                read(continuation, depth + 1);
            }
        }

        private ByteBuffer continuation(ByteBuffer field) throws IOException {
            long offset = both32(field, 12);
            long length = both32(field, 20);
            require(offset + length <= 2048, "Linux takes no continuation across blocks");
            return bytes(both32(field, 4) * 2048 + offset, (int) length);
        }

        private void readField(String signature, ByteBuffer field) {
            switch (signature) {
                case "NM" -> name.writeBytes(slice(field, 5, field.limit() - 5));
                case "SL" -> readLink(field);
                case "PX" -> {
                    mode = (int) both32(field, 4);
                    links = (int) both32(field, 12);
                    uid = both32(field, 20);
                    gid = both32(field, 28);
                }
                case "PN" -> device = linuxDevice(both32(field, 4), both32(field, 12));
                case "TF" -> year = 1900L + (field.get(5) & 0xff);
                case "RR" -> {}
                default -> throw new IllegalStateException("field " + signature);
            }
        }

        /** Linux, fs/isofs/rock.c. */
        private long linuxDevice(long high, long low) {
            return (low & ~0xffL) != 0 && high == 0 ? low >> 8 << 32 | low & 0xff : high << 32 | low;
        }

        private void readLink(ByteBuffer field) {
            for (int at = 5; at < field.limit(); ) {
                int flags = field.get(at);
                int length = field.get(at + 1) & 0xff;
                if (separate) {
                    target.write('/');
                }
                String fixed = (flags & 2) != 0 ? "." : (flags & 4) != 0 ? ".." : (flags & 8) != 0 ? "/" : "";
                target.writeBytes(fixed.getBytes(StandardCharsets.US_ASCII));
                target.writeBytes(slice(field, at + 2, length));
                separate = (flags & 1) == 0 && (flags & 8) == 0;
                at += 2 + length;
            }
        }

        String name() {
            return name.toString(StandardCharsets.UTF_8);
        }

        Found found(long size, String digest) {
            return new Found(
                    mode, links, uid, gid, year, size, digest, target.toString(StandardCharsets.UTF_8), device);
        }
    }

    private ByteBuffer block(long block) throws IOException {
        return bytes(block * 2048, 2048);
    }

    private ByteBuffer bytes(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && volume.read(buffer, offset + buffer.position()) > 0) {}
        require(!buffer.hasRemaining(), "all is inside the image");
        return buffer.flip();
    }

    private static long both32(ByteBuffer buffer, int at) {
        long little = buffer.order(ByteOrder.LITTLE_ENDIAN).getInt(at) & 0xffff_ffffL;
        long big = buffer.order(ByteOrder.BIG_ENDIAN).getInt(at + 4) & 0xffff_ffffL;
        require(little == big, "both byte orders say the same");
        return little;
    }

    private static int both16(ByteBuffer buffer, int at) {
        int little = buffer.order(ByteOrder.LITTLE_ENDIAN).getShort(at) & 0xffff;
        require(
                little == (buffer.order(ByteOrder.BIG_ENDIAN).getShort(at + 2) & 0xffff),
                "both byte orders say the same");
        return little;
    }

    private static String ascii(ByteBuffer buffer, int at, int length) {
        return new String(slice(buffer, at, length), StandardCharsets.US_ASCII);
    }

    private static byte[] slice(ByteBuffer buffer, int at, int length) {
        byte[] bytes = new byte[length];
        buffer.get(at, bytes);
        return bytes;
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException("broken: " + what);
        }
    }
}
