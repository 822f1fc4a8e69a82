package dev.slipway.images;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.Parallel;
import dev.slipway.oci.reference.ImageReference;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Reads layers while others still arrive. A damaged layer is reported by the step that needs it, not here.
 */
final class ArrivingLayers implements AutoCloseable {
    private final LayerStore layers;
    private final Set<Digest> begun = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

    ArrivingLayers(LayerStore layers) {
        this.layers = layers;
    }

    void arrived(ImageReference image, Content layer) {
        if (begun.add(layer.digest())) {
            // Nobody asks the task for its failure: it fails again where the layer is needed.
            threads.execute(new FutureTask<>(() -> {
                layers.prepare(layer, image.canonical());
                return true;
            }));
        }
    }

    /** Waits for all that have arrived. */
    void finish() throws IOException {
        threads.shutdown();
        try {
            threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        layers.tellAll();
    }

    /** Stops what is still running. */
    @Override
    public void close() {
        Parallel.end(threads);
    }
}
