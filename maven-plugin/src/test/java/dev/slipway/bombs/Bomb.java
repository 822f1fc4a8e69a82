package dev.slipway.bombs;

import dev.slipway.content.HashingOutputStream;
import dev.slipway.oci.ImageConfig;
import dev.slipway.oci.Index;
import dev.slipway.oci.layer.LayerIndex;
import dev.slipway.oci.layer.LayerIndexer;
import dev.slipway.oci.layer.LayerStack;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.SpecText;
import dev.slipway.tree.FileTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/** Small inputs that ask for large work. Each is read in a JVM of its own, which says what it cost. */
enum Bomb {
    LINK_TARGET(() -> layer(pax("linkpath", "a/".repeat(400_000)), header("l", '2', 0), header("l/f", '0', 0))),
    DEEP_NAME(() -> layer(pax("path", "a/".repeat(200_000) + "f"), header("f", '0', 0))),
    MADE_PARENTS(() -> layer(repeated(60_000, i -> concat(pax("path", i + "/a".repeat(2000)), header("f", '0', 0))))),
    LINKS_THROUGH_LINKS(() -> layer(
            repeated(39, i -> concat(pax("linkpath", "./".repeat(2000) + "l" + (i + 1)), header("l" + i, '2', 0))),
            header("l39/", '5', 0),
            repeated(50_000, i -> header("l0/" + i, '0', 0)))),
    GLOBAL_PAX(() -> layer(globals(60_000, "k"), repeated(20_000, i -> header("f" + i, '0', 0)))),
    GLOBAL_XATTRS(() -> layer(globals(5_000, "SCHILY.xattr.user."), repeated(20_000, i -> header("f" + i, '0', 0)))),
    PAX_DECIMALS(() -> layer(
            pax("mtime", "1." + "9".repeat(1_000_000)),
            header("a", '0', 0),
            pax("mtime", "-1." + "9".repeat(1_000_000)),
            header("b", '0', 0),
            pax("linkpath", "/".repeat(5000)),
            header("l", '2', 0))),
    PAX_HEADERS(() -> layer(repeated(1_000_000, i -> pax("uid", "1")))),
    MANY_MEMBERS(() -> layer(repeated(2_000_000, i -> header("directory/" + i, '0', 0)))),
    ZEROS_IN_ZSTD(() -> index(repeatedFrames())),
    XZ_DICTIONARY(() -> index(new ByteArrayInputStream(xz()))),
    JSON_DEPTH(() -> ImageConfig.parse(text("{\"a\":" + "[".repeat(1_000_000)))),
    JSON_VALUES(() -> Index.parse(text("{\"schemaVersion\":2,\"manifests\":[" + "{},".repeat(1_300_000) + "{}]}"))),
    JSON_NUMBER(() -> Index.parse(text("{\"schemaVersion\":" + "9".repeat(4_000_000) + "}"))),
    YAML_DEPTH(() -> yaml("a: " + "[".repeat(1_000_000))),
    YAML_VALUES(() -> yaml("a: [" + "x,".repeat(2_000_000) + "]")),
    YAML_ALIASES(() -> yaml(aliases("[", ",x]"))),
    YAML_MERGES(() -> yaml(aliases("{<<: [", "]}"))),
    YAML_NUMBER(() -> yaml("a: " + "9".repeat(4_000_000))),
    LAYER_INDEX(() -> LayerIndex.read(layerIndex()));

    /** Reads it; ends in a {@link dev.slipway.problem.Problem}, or with little work done. */
    interface Work {
        void run() throws IOException;
    }

    private interface Each {
        byte[] of(int number);
    }

    final Work work;

    Bomb(Work work) {
        this.work = work;
    }

    /** An index of a right checksum that says it has 2^34 members. */
    private static byte[] layerIndex() {
        byte[] body = concat(
                new byte[] {'S', 'l', 'i', 'p', 'I', 'd', 'x', 3}, new byte[] {0, -1, -1, -1, -1, 0x3f}, new byte[48]);
        return concat(
                body,
                dev.slipway.content.Digest.Algorithm.SHA256.newMessageDigest().digest(body));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void yaml(String text) {
        LinuxKit.parse(List.of(new SpecText("bomb.yml", text)));
    }

    private static String aliases(String open, String close) {
        StringBuilder text = new StringBuilder("init:\n- &a0 " + (open.startsWith("{") ? "{}" : "[x]") + "\n");
        for (int i = 1; i < 12; i++) {
            String each = "*a" + (i - 1) + " ";
            text.append("- &a").append(i).append(' ').append(open);
            text.append(String.join(",", Collections.nCopies(10, each)))
                    .append(close)
                    .append('\n');
        }
        return text.toString();
    }

    private static void layer(Object... parts) throws IOException {
        InputStream tar = InputStream.nullInputStream();
        for (Object part : parts) {
            InputStream next = part instanceof byte[] bytes ? new ByteArrayInputStream(bytes) : (InputStream) part;
            tar = new SequenceInputStream(tar, next);
        }
        index(tar);
    }

    private static void index(InputStream blob) throws IOException {
        LayerIndex index = LayerIndexer.index(blob, new HashingOutputStream(OutputStream.nullOutputStream()), "bomb");
        FileTree tree =
                LayerStack.flatten(List.of(index.bind((offset, size) -> InputStream.nullInputStream(), "bomb")));
        System.out.println("read, " + tree.entries().size() + " entries");
    }

    /** 6 GiB of zeros, 16 MiB in each frame. */
    private static InputStream repeatedFrames() throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try (OutputStream zstd = new com.github.luben.zstd.ZstdOutputStreamNoFinalizer(frame)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 16; i++) {
                zstd.write(zeros);
            }
        }
        byte[] head = zstd(new ByteArrayInputStream(header("zeros", '0', 6L << 30)));
        byte[] frames = frame.toByteArray();
        return new SequenceInputStream(new ByteArrayInputStream(head), repeated(384, i -> frames));
    }

    private static byte[] zstd(InputStream plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zstd = new com.github.luben.zstd.ZstdOutputStreamNoFinalizer(out)) {
            plain.transferTo(zstd);
        }
        return out.toByteArray();
    }

    /** A stream that says it needs 1.5 GiB to be unpacked (dictionary size byte 0x25, The .xz File Format 5.3.1). */
    private static byte[] xz() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream xz = new org.tukaani.xz.XZOutputStream(out, new org.tukaani.xz.LZMA2Options(0))) {
            xz.write(new byte[100_000]);
        }
        byte[] bytes = out.toByteArray();
        // Block header at 12: size, flags, filter 0x21, properties size 1, dictionary; its CRC32 at its end.
        bytes[12 + 4] = 0x25;
        int length = (bytes[12] + 1) * 4;
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(bytes, 12, length - 4);
        for (int i = 0; i < 4; i++) {
            bytes[12 + length - 4 + i] = (byte) (crc.getValue() >> 8 * i);
        }
        return bytes;
    }

    private static byte[] globals(int count, String prefix) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String record = " " + prefix + i + "=v\n";
            int length = record.length() + 1;
            // The length counts its own digits.
            body.append(length < 10 ? length : record.length() + 2).append(record);
        }
        byte[] bytes = text(body.toString());
        return concat(header("g", 'g', bytes.length), padded(bytes));
    }

    private static byte[] pax(String key, String value) {
        int rest = key.length() + value.length() + 3;
        int length = rest + Integer.toString(rest).length();
        length = rest + Integer.toString(length).length();
        byte[] body = text(length + " " + key + "=" + value + "\n");
        return concat(header("x", 'x', body.length), padded(body));
    }

    private static byte[] padded(byte[] body) {
        return java.util.Arrays.copyOf(body, (body.length + 511) / 512 * 512);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] header(String name, char type, long size) {
        byte[] block = new byte[512];
        put(block, 0, name);
        put(block, 100, "0000644\0" + "0000000\0" + "0000000\0");
        put(block, 124, String.format("%011o", size));
        put(block, 136, "00000000000\0");
        block[156] = (byte) type;
        put(block, 257, "ustar\0" + "00");
        put(block, 148, "        ");
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, String.format("%06o\0 ", sum));
        return block;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text(text);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    /** Made while it is read, so that the input takes no memory. */
    private static InputStream repeated(int times, Each each) {
        return new SequenceInputStream(new java.util.Enumeration<>() {
            private int next;

            @Override
            public boolean hasMoreElements() {
                return next < times;
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(each.of(next++));
            }
        });
    }
}
