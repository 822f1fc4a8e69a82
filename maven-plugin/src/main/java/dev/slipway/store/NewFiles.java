package dev.slipway.store;

import dev.slipway.content.Digest;
import dev.slipway.content.HashingOutputStream;
import dev.slipway.content.IOConsumer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Function;

/** Writes the files of the store. */
final class NewFiles {
    private final Path folder;
    private boolean swept;

    /** @param folder of the store, for files that are not yet whole */
    NewFiles(Path folder) {
        this.folder = folder;
    }

    /** @param place where the file goes */
    void write(IOConsumer<OutputStream> maker, Path place) throws IOException {
        try (AtomicFile file = newFile()) {
            file.write(maker);
            file.moveTo(place);
        }
    }

    /** @param place where the file goes, once it is known what it holds */
    AtomicFile.Written writeHashed(IOConsumer<HashingOutputStream> maker, Function<Digest, Path> place)
            throws IOException {
        try (AtomicFile file = newFile()) {
            AtomicFile.Written written = file.writeHashed(maker);
            file.moveTo(place.apply(written.digest()));
            return written;
        }
    }

    private AtomicFile newFile() {
        sweep();
        return new AtomicFile(folder, "", StoreNotWritten::new);
    }

    /** Removes what killed processes left behind, once for each store and process. */
    private synchronized void sweep() {
        if (!swept) {
            swept = true;
            AtomicFile.removeAbandoned(folder, "", AtomicFile.ABANDONED);
        }
    }
}
