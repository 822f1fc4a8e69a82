package dev.slipway.packaging;

import dev.slipway.result.OutputNames;
import dev.slipway.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import org.codehaus.plexus.util.FileUtils;

/**
 * A store that lasts as long as an image is made, in the output folder, which that build holds. What is large and read only until the
 * layer is packed would fill the store of all builds for nothing.
 */
final class PassingStore implements AutoCloseable {
    /**
     * Size of a package, in bytes, from which on its files are unpacked here, to several times as much. Those of a smaller one stay in the
     * store of all builds: who changes a recipe need not wait for them again.
     */
    static final long LARGE = 48L << 20;

    private final Path folder;
    private final Store store;

    private PassingStore(Path folder) {
        this.folder = folder;
        this.store = new Store(folder);
    }

    /** An empty store: what a killed build has left there is removed. */
    static PassingStore in(OutputNames names) throws IOException {
        PassingStore passing = new PassingStore(names.unpacked());
        passing.close();
        return passing;
    }

    Store store() {
        return store;
    }

    @Override
    public void close() throws IOException {
        FileUtils.deleteDirectory(folder.toFile());
    }
}
