package dev.slipway.incremental;

import dev.slipway.environment.BuildLog;
import dev.slipway.store.DerivationLock;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The folder that a goal writes into, held by one build at a time: from the question whether the outputs are up to date until the
 * record is written. So all outputs in it, and what the records say of them, are of one build.
 */
public final class OutputFolder implements AutoCloseable {
    private final DerivationLock lock;

    private OutputFolder(DerivationLock lock) {
        this.lock = lock;
    }

    /**
     * Waits until no other build writes into a folder.
     *
     * @throws OutputNotWritten if nothing can be written there
     */
    public static OutputFolder hold(Path folder, BuildLog log) {
        Path file = folder.toAbsolutePath().resolve("slipway").resolve("build.lock");
        try {
            return new OutputFolder(
                    DerivationLock.acquire(
                            file,
                            () -> log.info(
                                    "Another build writes into " + folder
                                            + "; this build continues when that one has ended. To run both at the same time, give each an output folder of its own (-Dslipway.outputDirectory=<folder>).")));
        } catch (IOException e) {
            throw OutputNotWritten.because(folder, e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
