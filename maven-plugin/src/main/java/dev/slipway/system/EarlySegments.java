package dev.slipway.system;

import dev.slipway.compose.Composition;
import dev.slipway.content.Content;
import dev.slipway.content.Parallel;
import dev.slipway.output.CompressionSetting;
import dev.slipway.output.KernelVersion;
import dev.slipway.store.Store;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Compresses large segments while the rest of the system is still being composed, for few systems change them after that. Where one does,
 * the time is lost and nothing else: the store gives a segment only to who has the same entries.
 */
final class EarlySegments implements AutoCloseable {
    private final Store store;
    private final CompressionSetting compression;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    EarlySegments(Store store, CompressionSetting compression) {
        this.store = store;
        this.compression = compression;
    }

    /** @param part what is composed so far */
    void begin(Supplier<Composition> part) {
        // Nobody asks the task for its failure: what is wrong is found again when the segment is needed.
        thread.execute(new FutureTask<>(() -> {
            Composition composition = part.get();
            Content kernel = composition.kernel();
            Optional<KernelVersion> version = kernel == null ? Optional.empty() : KernelVersion.of(kernel);
            InitrdWriter.of(store, compression, version).compressLarge(composition.tree());
            return true;
        }));
    }

    /** Stops what is still running. */
    @Override
    public void close() {
        Parallel.end(thread);
    }
}
