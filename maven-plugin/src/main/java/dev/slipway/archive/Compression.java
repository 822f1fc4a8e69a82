package dev.slipway.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.slipway.archive.zstd.ZstdLibrary;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.tukaani.xz.XZInputStream;

/** How a stream is compressed, as its first bytes tell; names and media types are not asked. */
public enum Compression {
    NONE,
    /** RFC 1952; several members follow one another as one stream. */
    GZIP,
    /** RFC 8878; several frames follow one another as one stream. */
    ZSTD,
    /** The .xz file format. */
    XZ;

    /** As many first bytes as tell a compression. */
    public static final int MAGIC = 6;

    /** A header of tar, whose own magic outweighs every other. */
    private static final int HEAD = 512;

    /** Memory that an xz stream may ask for, in KiB: {@code xz -9} needs 65 MiB; the format allows 4 GiB. */
    private static final int MAX_XZ_MEMORY = 80 << 10;

    /** The compression whose magic stands at the start of some bytes. */
    public static Compression of(byte[] head) {
        if (starts(head, 0x1f, 0x8b)) {
            return GZIP;
        }
        if (starts(head, 0x28, 0xb5, 0x2f, 0xfd) || isSkippableFrame(head)) {
            return ZSTD;
        }
        return starts(head, 0xfd, '7', 'z', 'X', 'Z', 0) ? XZ : NONE;
    }

    /**
     * The plain bytes of a stream that may be compressed. Reading fails with {@link DamagedCompression} where the compressed
     * bytes are cut or wrong; failures of the stream itself pass through.
     *
     * @param in closed with the result
     * @param where what is read, named in failures
     */
    public static InputStream decompress(InputStream in, String where) throws IOException {
        return decompress(in, where, warning -> {});
    }

    /**
     * The same.
     *
     * @param warnings takes what is out of the format and read all the same, a sentence without a full stop
     */
    public static InputStream decompress(InputStream in, String where, Consumer<String> warnings) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(HEAD);
        byte[] head = buffered.readNBytes(HEAD);
        buffered.reset();
        Compression compression = of(head);
        if (compression != NONE) {
            return new DecompressedStream(buffered, compression, where, warnings);
        }
        ForeignCompression.of(head).ifPresent(foreign -> {
            throw new DamagedCompression(where, foreign);
        });
        return buffered;
    }

    /** A stream of the format's reader. */
    InputStream reader(InputStream in, Consumer<String> warnings) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP -> new GzipMembers(in, warnings);
            case ZSTD -> {
                ZstdLibrary.require();
                yield new ZstdInputStreamNoFinalizer(in);
            }
            case XZ -> new XZInputStream(in, MAX_XZ_MEMORY);
        };
    }

    /** RFC 8878 3.1.2; some parallel compressors start with one. */
    private static boolean isSkippableFrame(byte[] head) {
        return head.length >= 4 && (head[0] & 0xf0) == 0x50 && head[1] == 0x2a && head[2] == 0x4d && head[3] == 0x18;
    }

    private static boolean starts(byte[] head, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
