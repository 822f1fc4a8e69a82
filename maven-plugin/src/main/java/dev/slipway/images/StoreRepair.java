package dev.slipway.images;

import dev.slipway.content.DigestMismatch;
import dev.slipway.content.IOSupplier;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.store.StoreEntryDamaged;
import java.io.IOException;

/** Runs a step again when it found a file of the store damaged: the file has been dropped, and is fetched or made again. */
record StoreRepair(LayerStore layers, BuildEnvironment environment) {
    /** Each attempt repairs at least one file; a disk that damages more than these is beyond repair. */
    private static final int MAX_REPAIRS = 16;

    /** @throws DigestMismatch if bytes are wrong that did not come from the store */
    <T> T repairing(IOSupplier<T> step) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return step.get();
            } catch (StoreEntryDamaged | DigestMismatch e) {
                boolean inLayers = layers.dropDamaged();
                // The goal before may have composed the system, and so has read the damaged layer.
                boolean composed = environment.session().dropStoreReaders() && attempt == 1;
                boolean dropped = inLayers || composed || e instanceof StoreEntryDamaged;
                if (!dropped || attempt == MAX_REPAIRS) {
                    throw e;
                }
                environment.log().warn(e.where() + ": " + e.what() + "; it is downloaded again");
            }
        }
    }
}
