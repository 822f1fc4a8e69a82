package dev.slipway.archive.zstd;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.github.luben.zstd.util.ZstdVersion;
import dev.slipway.content.OpenSink;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream that compresses what is written to one zstd frame, on several threads of the library's own. */
public final class ZstdWriter extends OutputStream {
    /**
     * With long-distance matching 85 MB/s a core on kernel modules and programs, at 27.8 % of their size; level 9 writes 26.8 % at a
     * quarter of the speed (the site's page on compression has the curve).
     */
    public static final int LEVEL = 3;

    /** The library has three more, for windows that the kernel refuses. */
    public static final int MAX_LEVEL = 19;

    /** 4 MiB: what unpacking takes at least, and nothing smaller has more in common with itself. */
    private static final int MIN_WINDOW_LOG = 22;

    /**
     * 64 MiB. Unpacking takes that much memory on top of the files; a system with a segment of this size has it. The kernel refuses more
     * than 128 MiB (lib/decompress_unzstd.c).
     */
    private static final int MAX_WINDOW_LOG = 26;

    /** Plain bytes a thread takes at a time. Part of the output's bytes; small, so that small segments have work for two. */
    private static final int JOB_SIZE = 4 << 20;

    private static final int MAX_WORKERS = 8;

    private final OutputStream out;

    /**
     * @param sink flushed and left open when this is closed
     * @param size how many bytes will be written, about: it decides how far back a match may lie, and so has a part in the output's bytes
     * @param threads at least 1; more than 8 are not used
     * @param level 1 to {@link #MAX_LEVEL}
     * @throws dev.slipway.problem.Problem if this machine cannot run the library
     */
    public ZstdWriter(OutputStream sink, long size, int threads, int level) throws IOException {
        ZstdLibrary.require();
        ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(new OpenSink(sink), level);
        // 0 workers would be another algorithm, with other bytes.
        zstd.setWorkers(Math.max(1, Math.min(threads, MAX_WORKERS)));
        zstd.setJobSize(JOB_SIZE);
        zstd.setLong(windowLog(size));
        zstd.setChecksum(true);
        // Each call into the library costs; archives are written in small pieces.
        this.out = new BufferedOutputStream(zstd, 1 << 17);
    }

    /** Names what decides over the bytes besides the input and its size: library and parameters. */
    public static String id(int level) {
        return "zstd " + ZstdVersion.VERSION + " level " + level + " long " + MIN_WINDOW_LOG + " to " + MAX_WINDOW_LOG
                + " job " + JOB_SIZE;
    }

    /** The window that holds all of the input, between the bounds. */
    private static int windowLog(long size) {
        int holding = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, size - 1));
        return Math.max(MIN_WINDOW_LOG, Math.min(holding, MAX_WINDOW_LOG));
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        out.write(bytes, offset, count);
    }

    /** Does nothing: where a block ends depends on the bytes alone. */
    @Override
    public void flush() {}

    /** Writes what is left, and the checksum. */
    @Override
    public void close() throws IOException {
        out.close();
    }
}
