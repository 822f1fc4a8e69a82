package dev.slipway.archive.zstd;

import com.github.luben.zstd.util.Native;
import dev.slipway.problem.Problem;

/** The native library inside zstd-jni, which must be unpacked to a temporary folder before its first use. */
public final class ZstdLibrary {
    private ZstdLibrary() {}

    /** @throws Problem if this machine cannot have it */
    public static void require() {
        try {
            Native.load();
        } catch (LinkageError e) {
            throw Problem.environment(
                    "zstd on " + System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                    "its native library cannot be loaded from " + System.getProperty("java.io.tmpdir") + " ("
                            + e.getMessage() + ")",
                    "If programs cannot run from that folder, choose another one: -DZstdTempFolder=<folder>\n"
                            + "If there is no zstd for this system, write gzip: -Dslipway.compression=gzip",
                    e);
        }
    }
}
