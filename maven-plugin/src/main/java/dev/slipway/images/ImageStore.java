package dev.slipway.images;

import dev.slipway.compose.SourceImage;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.DigestMismatch;
import dev.slipway.content.IOSupplier;
import dev.slipway.content.Parallel;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.environment.BuildLog;
import dev.slipway.environment.ModuleNotPackaged;
import dev.slipway.incremental.SeenFiles;
import dev.slipway.lock.Lock;
import dev.slipway.lock.LockedImage;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.FetchedImage;
import dev.slipway.oci.ImageFetch;
import dev.slipway.oci.Index;
import dev.slipway.oci.Platform;
import dev.slipway.oci.ResolvedImage;
import dev.slipway.oci.layer.Layer;
import dev.slipway.oci.layer.LayerStack;
import dev.slipway.oci.layer.MemberMemory;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.oci.reference.RegistryReference;
import dev.slipway.problem.Place;
import dev.slipway.problem.Problem;
import dev.slipway.spec.LinuxKit;
import dev.slipway.store.Store;
import dev.slipway.tree.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Images by reference, wherever they come from: looked up, fetched into the store, read as trees. */
public final class ImageStore implements AutoCloseable {
    /** Layers on their way at the same time; registries answer slower when there are many more. */
    private static final int PARALLEL_LAYERS = 4;

    /** Images on their way at the same time, whose layers share those threads. */
    private static final int PARALLEL_IMAGES = 4;

    private final BuildLog log;
    private final Store store;
    private final LayerStore layers;
    private final LocalImages local;
    private final BuildEnvironment environment;
    private final ImageSources sources;
    private final SeenFiles seen = new SeenFiles();

    /** Where the YAML names an image first. */
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    private final ExecutorService executor = Executors.newFixedThreadPool(PARALLEL_LAYERS);

    /** @param base folder that relative paths of references count from */
    public ImageStore(BuildEnvironment environment, Path base) {
        this.log = environment.log();
        this.store = new Store(environment.store(), environment.log()::waitsFor);
        this.layers = new LayerStore(store, environment.layerLimit(), environment.log());
        this.local = new LocalImages(base, environment.artifacts());
        this.sources = new ImageSources(environment, local);
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
        return new StoreRepair(layers, environment).repairing(step);
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
     * @throws Problem if a name in the lock is no module
     */
    public List<LockedImage> modules(Lock lock, LinuxKit spec, Consumer<ModuleNotPackaged> later) throws IOException {
        return new ModulePins(this, local).of(lock, spec, later);
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
        about(reference, () -> {
            seen.look(local.evidence(reference));
            return true;
        });
        Descriptor now = resolve(reference).root();
        if (!now.digest().equals(locked.root().digest())) {
            throw new LocalImageChanged(reference.canonical(), locked.root().digest(), now.digest());
        }
    }

    /** Brings a locked image into the store. */
    public FetchedImage fetch(ImageReference reference, LockedImage locked, Platform platform) throws IOException {
        return fetch(reference, locked, platform, layer -> {});
    }

    private FetchedImage fetch(
            ImageReference reference, LockedImage locked, Platform platform, Consumer<Content> arrived)
            throws IOException {
        FetchedImage image = about(reference, () -> fetching(reference).fetch(locked.root(), platform, arrived));
        seen.look(store.place(locked.root().digest()));
        seen.look(store.place(image.manifest().self().digest()));
        seen.look(store.place(image.manifest().config().digest()));
        for (Content layer : image.layers()) {
            seen.look(store.place(layer.digest()));
        }
        return image;
    }

    /** The files that say which images are used, and those of the store that have them. */
    public SeenFiles seen() {
        return seen;
    }

    /**
     * A locked image that is wanted for a platform.
     *
     * @param read whether its layers are read as soon as they are here
     */
    public record Wanted(ImageReference reference, LockedImage locked, Platform platform, boolean read) {}

    /** Brings locked images into the store, several at a time: most of a small image's time is waiting for its registry. */
    public void fetchAll(List<Wanted> wanted) throws IOException {
        try (ArrivingLayers arriving = new ArrivingLayers(layers)) {
            Parallel.map(wanted, PARALLEL_IMAGES, each -> {
                ImageReference reference = each.reference();
                return fetch(
                        reference,
                        each.locked(),
                        each.platform(),
                        each.read() ? layer -> arriving.arrived(reference, layer) : layer -> {});
            });
            arriving.finish();
        }
    }

    /** The images of a lock, as composing wants them. */
    public LockedImages locked(Lock lock, Platform platform) {
        return new LockedImages(this, lock, platform);
    }

    public SourceImage read(ImageReference reference, LockedImage locked, Platform platform) throws IOException {
        return read(reference, fetch(reference, locked, platform));
    }

    SourceImage read(ImageReference reference, FetchedImage image) throws IOException {
        return about(reference, () -> flattened(reference, image));
    }

    /** Reads a layer, so that {@link #read} finds it read. */
    void prepare(ImageReference reference, Content layer) throws IOException {
        about(reference, () -> {
            layers.prepare(layer, reference.canonical());
            return true;
        });
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
        seen.lookedElsewhere();
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
        return new ImageFetch(sources.of(reference), store, executor);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
