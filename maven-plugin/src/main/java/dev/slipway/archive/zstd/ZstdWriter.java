package dev.slipway.archive.zstd;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.github.luben.zstd.util.ZstdVersion;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream that compresses what is written to one zstd frame, on several threads of the library's own. */
public final class ZstdWriter extends OutputStream {
    /**
     * On kernel modules and programs 37 MB/s a core and 29.5 % of the size; level 3 is four times as fast and leaves 32 %, level
     * 12 takes twice the time for another 0.2 %.
     */
    private static final int LEVEL = 9;

    /**
     * 4 MiB, the level's own, said aloud: whoever unpacks must have that much memory, and the kernel refuses more than 128 MiB
     * (lib/decompress_unzstd.c).
     */
    private static final int WINDOW_LOG = 22;

    /** Plain bytes a thread takes at a time. Part of the output's bytes; small, so that small segments have work for two. */
    private static final int JOB_SIZE = 4 << 20;

    private static final int MAX_WORKERS = 8;

    /** Names what decides over the bytes besides the input: library and parameters. */
    public static final String ID =
            "zstd " + ZstdVersion.VERSION + " level " + LEVEL + " window " + WINDOW_LOG + " job " + JOB_SIZE;

    private final OutputStream out;

    /**
     * @param sink flushed and left open when this is closed
     * @param threads at least 1; more than 8 are not used
     * @throws ZstdLibrary.NotLoaded if this machine cannot run the library
     */
    public ZstdWriter(OutputStream sink, int threads) throws IOException {
        ZstdLibrary.require();
        ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(new OpenSink(sink), LEVEL);
        // 0 workers would be another algorithm, with other bytes.
        zstd.setWorkers(Math.max(1, Math.min(threads, MAX_WORKERS)));
        zstd.setJobSize(JOB_SIZE);
        zstd.setWindowLog(WINDOW_LOG);
        zstd.setChecksum(true);
        // Each call into the library costs; archives are written in small pieces.
        this.out = new BufferedOutputStream(zstd, 1 << 17);
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

    private static final class OpenSink extends FilterOutputStream {
        OpenSink(OutputStream sink) {
            super(sink);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            out.write(bytes, offset, count);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
