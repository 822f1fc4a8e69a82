package dev.slipway.archive.gzip;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/**
 * A piece of the plain bytes, compressed on its own but with the bytes before it as dictionary, so that blocks one after the
 * other are one deflate stream (RFC 1951). Each but the last ends with an empty stored block, which brings it to a whole byte.
 */
final class GzipBlock {
    /** Plain bytes in a block. Part of the output's bytes: never to be derived from the machine. */
    static final int SIZE = 1 << 20;

    /** How far back deflate can point. */
    static final int WINDOW = 1 << 15;

    /** Plain bytes, from the array's start. */
    record Plain(byte[] bytes, int length) {}

    private GzipBlock() {}

    /**
     * @param dictionary the plain bytes before the block, at most {@link #WINDOW} of them
     * @param level 1 to 9
     */
    static byte[] compress(byte[] dictionary, Plain plain, boolean last, int level) {
        Deflater deflater = new Deflater(level, true);
        try {
            if (dictionary.length > 0) {
                deflater.setDictionary(dictionary);
            }
            deflater.setInput(plain.bytes(), 0, plain.length());
            if (last) {
                deflater.finish();
            }
            return drain(deflater, plain.length(), last);
        } finally {
            deflater.end();
        }
    }

    private static byte[] drain(Deflater deflater, int length, boolean last) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(length / 2 + 64);
        byte[] buffer = new byte[1 << 16];
        int flush = last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
        int n;
        do {
            n = deflater.deflate(buffer, 0, buffer.length, flush);
            compressed.write(buffer, 0, n);
            // A buffer that was not filled means that zlib has nothing more to say.
        } while (last ? !deflater.finished() : n == buffer.length);
        return compressed.toByteArray();
    }
}
