package dev.slipway.images;

import dev.slipway.compose.Images;
import dev.slipway.compose.SourceImage;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.DigestMismatch;
import dev.slipway.content.IOSupplier;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.environment.BuildLog;
import dev.slipway.environment.ModuleNotPackaged;
import dev.slipway.lock.Lock;
import dev.slipway.lock.LockedImage;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.Document;
import dev.slipway.oci.FetchedImage;
import dev.slipway.oci.ImageFetch;
import dev.slipway.oci.ImageSource;
import dev.slipway.oci.Index;
import dev.slipway.oci.Platform;
import dev.slipway.oci.ResolvedImage;
import dev.slipway.oci.layer.Layer;
import dev.slipway.oci.layer.LayerStack;
import dev.slipway.oci.layer.MemberMemory;
import dev.slipway.oci.reference.ArchiveReference;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.oci.reference.MavenReference;
import dev.slipway.oci.reference.RegistryReference;
import dev.slipway.problem.Place;
import dev.slipway.problem.Problem;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.container.ImageField;
import dev.slipway.store.Store;
import dev.slipway.store.StoreEntryDamaged;
import dev.slipway.tree.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Images by reference, wherever they come from: looked up, fetched into the store, read as trees. What the store has is not asked for
 * anywhere else.
 */
public final class ImageStore implements AutoCloseable {
    /** Layers on their way at the same time; registries answer slower when there are many more. */
    private static final int PARALLEL_LAYERS = 4;

    /** Each attempt repairs at least one file; a disk that damages more than these is beyond repair. */
    private static final int MAX_REPAIRS = 16;

    private final BuildLog log;
    private final Store store;
    private final LayerStore layers;
    private final LocalImages local;
    private final BuildEnvironment environment;
    private final Map<String, ImageSource> sources = new ConcurrentHashMap<>();

    /** Where the YAML names an image first. */
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    private final ExecutorService executor = Executors.newFixedThreadPool(PARALLEL_LAYERS);

    /** @param base folder that relative paths of references count from */
    public ImageStore(BuildEnvironment environment, Path base) {
        this.log = environment.log();
        this.store = new Store(environment.store(), environment.log()::waitsFor);
        this.layers = new LayerStore(store, environment.layerLimit(), environment.log());
        this.local = new LocalImages(base, environment.artifacts());
        this.environment = environment;
        // A warm store asks no registry, and a wrong setting is to be seen all the same.
        Registries.settings(environment);
    }

    /**
     * Runs a step, and runs it again when it found the store damaged: the damaged file has been dropped and is brought anew.
     *
     * @throws DigestMismatch if bytes are wrong that did not come from the store
     */
    public <T> T repairing(IOSupplier<T> step) throws IOException {
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
                log.warn(e.where() + ": " + e.what() + "; it is downloaded again");
            }
        }
    }

    /** What this store may use and shares. */
    public BuildEnvironment environment() {
        return environment;
    }

    public BuildLog log() {
        return log;
    }

    public Store store() {
        return store;
    }

    /** From now on a failure says where the YAML names the image that it is about. */
    public void namedBy(LinuxKit spec) {
        spec.images().forEach(image -> places.putIfAbsent(image.reference().canonical(), image.place()));
    }

    private <T> T about(ImageReference reference, IOSupplier<T> step) throws IOException {
        try {
            return step.get();
        } catch (Problem e) {
            Place place = places.get(reference.canonical());
            throw place == null ? e : e.namedAt(place, reference.canonical());
        }
    }

    /** Looks up what a reference names now. */
    public ResolvedImage resolve(ImageReference reference) throws IOException {
        return about(reference, () -> fetching(reference).resolve());
    }

    /** True for a module of the same multi-module project: the commit pins it. */
    public boolean isModule(ImageReference reference) {
        return local.isModule(reference);
    }

    /**
     * The images of the modules that a lock names without a digest, as they are now.
     *
     * @param later takes what is not packaged yet, or throws it
     * @throws NoModule if a name in the lock is no module
     */
    public List<LockedImage> modules(Lock lock, LinuxKit spec, Consumer<ModuleNotPackaged> later) throws IOException {
        Map<String, LockedImage> modules = new TreeMap<>();
        Set<ImageReference> seen = new HashSet<>();
        for (ImageField image : spec.images()) {
            if (lock.namesModule(image.reference())
                    && image.reference() instanceof MavenReference module
                    && seen.add(module)) {
                if (!isModule(module)) {
                    throw new NoModule(image);
                }
                try {
                    modules.put(module.canonical(), module(module));
                } catch (ModuleNotPackaged e) {
                    later.accept(e);
                }
            }
        }
        return List.copyOf(modules.values());
    }

    /** The lock does not say which bytes were used, so the log does. */
    private LockedImage module(MavenReference reference) throws IOException {
        LockedImage now = pinNow(reference);
        log.infoOnce(reference + ": image " + now.root().digest() + " of " + local.file(reference));
        return now;
    }

    /**
     * Checks that an image which lies on this machine still is the one that was locked: it changes without anybody moving a tag.
     *
     * @throws LocalImageChanged if it is another one
     */
    public void requireUnchanged(ImageReference reference, LockedImage locked) throws IOException {
        if (reference instanceof RegistryReference) {
            return;
        }
        Descriptor now = resolve(reference).root();
        if (!now.digest().equals(locked.root().digest())) {
            throw new LocalImageChanged(reference.canonical(), locked.root().digest(), now.digest());
        }
    }

    /** Brings a locked image into the store. */
    public FetchedImage fetch(ImageReference reference, LockedImage locked, Platform platform) throws IOException {
        return about(reference, () -> fetching(reference).fetch(locked.root(), platform));
    }

    /** The images of a lock, as composing wants them. */
    public Images locked(Lock lock, Platform platform) {
        return new LockedImages(this, lock, platform);
    }

    public SourceImage read(ImageReference reference, LockedImage locked, Platform platform) throws IOException {
        FetchedImage image = fetch(reference, locked, platform);
        return about(reference, () -> flattened(reference, image));
    }

    private SourceImage flattened(ImageReference reference, FetchedImage image) throws IOException {
        List<Layer> read = new ArrayList<>();
        MemberMemory memory = new MemberMemory(reference.canonical());
        for (int i = 0; i < image.layers().size(); i++) {
            read.add(layers.layer(image.layers().get(i), diffId(image, i), reference.canonical()));
            memory.add(read.get(i));
        }
        return new SourceImage(LayerStack.flatten(read), image.config());
    }

    /** The pin of what a reference names now, for what is pinned by other means than the lock, such as an artifact's version. */
    public LockedImage pinNow(ImageReference reference) throws IOException {
        ResolvedImage now = resolve(reference);
        return new LockedImage(reference.canonical(), now.root(), now.platforms());
    }

    /** An index, a manifest or a config of an image. */
    public byte[] document(ImageReference reference, Descriptor descriptor) throws IOException {
        return about(reference, () -> fetching(reference).small(descriptor));
    }

    /** An index with the images of the indexes in it in their place. */
    public Index flat(ImageReference reference, Index index) throws IOException {
        return fetching(reference).flat(index);
    }

    /** The indexes that stand in an image's index. */
    List<Descriptor> nestedIndexes(ImageReference reference, Descriptor root) throws IOException {
        return fetching(reference).nestedIndexes(root);
    }

    FileTree unpack(Content tar, String where) throws IOException {
        return layers.unpack(tar, where);
    }

    private static Digest diffId(FetchedImage image, int layer) {
        List<Digest> diffIds = image.config().diffIds();
        return diffIds.isEmpty() ? image.layers().get(layer).digest() : diffIds.get(layer);
    }

    private ImageFetch fetching(ImageReference reference) {
        return new ImageFetch(
                sources.computeIfAbsent(reference.canonical(), any -> new LateSource(reference)), store, executor);
    }

    private ImageSource source(ImageReference reference) throws IOException {
        if (reference instanceof RegistryReference remote) {
            return Registries.client(environment).image(remote);
        }
        if (reference instanceof ArchiveReference archive) {
            return local.open(archive);
        }
        return local.open((MavenReference) reference);
    }

    /** Opens the source when it is asked for something; a warm store never asks. */
    private final class LateSource implements ImageSource {
        private final ImageReference reference;
        private @Nullable ImageSource opened;

        LateSource(ImageReference reference) {
            this.reference = reference;
        }

        private synchronized ImageSource opened() throws IOException {
            if (opened == null) {
                opened = source(reference);
            }
            return opened;
        }

        @Override
        public String name() {
            return reference.canonical();
        }

        @Override
        public Document root() throws IOException {
            return opened().root();
        }

        @Override
        public InputStream open(Descriptor descriptor) throws IOException {
            return opened().open(descriptor);
        }

        @Override
        public synchronized boolean mayDiffer(Descriptor descriptor) {
            return opened != null && opened.mayDiffer(descriptor);
        }
    }

    /** Composing asks for images without knowing of locks. */
    private record LockedImages(ImageStore images, Lock lock, Platform platform) implements Images {
        @Override
        public SourceImage image(ImageReference reference) {
            try {
                return images.read(reference, pin(reference), platform);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public FileTree layout(ImageField image, List<String> platforms) {
            try {
                return new VolumeLayout(images, image, pin(image.reference())).tree(platforms);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public FileTree unpack(Content tar, String where) {
            try {
                return images.unpack(tar, where);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private LockedImage pin(ImageReference reference) {
            return lock.find(reference.canonical())
                    .orElseThrow(() -> new IllegalStateException("not locked: " + reference.canonical()));
        }
    }

    /** A lock names an artifact as a module, and it is none: nothing would pin it. */
    static final class NoModule extends Problem {
        private static final long serialVersionUID = 1L;

        NoModule(ImageField image) {
            super(
                    Fault.USER,
                    image.place().toString(),
                    image.text()
                            + " has no digest in the lock, because it was a module of this project when the lock was written, and now it is not",
                    """
                    No POM here or above lists a module with these coordinates and this version.
                    If it now comes from a repository, pin it. Run: mvn slipway:resolve     then commit the lock""");
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
