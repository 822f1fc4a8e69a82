package dev.slipway.oci;

import dev.slipway.content.BlobSink;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.DigestMismatch;
import dev.slipway.content.IOSupplier;
import dev.slipway.content.Parallel;
import dev.slipway.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Brings an image from where it is to a sink: of an index only the wanted platform's manifest, config and layers. Whatever the sink
 * has already is not asked for.
 */
public final class ImageFetch {
    private final ImageSource source;
    private final BlobSink sink;
    private final Executor executor;

    /** @param executor runs the layers; it must not be bounded by threads that wait for this image, or they wait for ever */
    public ImageFetch(ImageSource source, BlobSink sink, Executor executor) {
        this.source = source;
        this.sink = sink;
        this.executor = executor;
    }

    /** Work on the image, which is named in its failures. */
    private <T> T named(IOSupplier<T> step) throws IOException {
        try {
            return step.get();
        } catch (MalformedDocument e) {
            throw e.of(source.name());
        }
    }

    /** Looks up what the reference names now. */
    public ResolvedImage resolve() throws IOException {
        return named(this::lookUp);
    }

    private ResolvedImage lookUp() throws IOException {
        Document root = source.root();
        Descriptor self = root.self();
        sink.put(self.digest(), self.size(), root.content()::open);
        ImageDocument document = root.image();
        SortedMap<Platform, Digest> platforms = new TreeMap<>();
        if (document instanceof Index index) {
            flat(index).platforms().forEach((platform, each) -> platforms.put(platform, each.digest()));
        }
        if (document instanceof Manifest manifest) {
            platforms.put(config(manifest).platform(), self.digest());
        }
        return new ResolvedImage(Descriptor.of(self.mediaType(), self.digest(), self.size()), platforms);
    }

    /**
     * Brings the image for a platform.
     *
     * @param root what the reference is locked to
     * @throws PlatformMissing if the image is not built for it
     */
    public FetchedImage fetch(Descriptor root, Platform platform) throws IOException {
        return fetch(root, platform, layer -> {});
    }

    /**
     * The same.
     *
     * @param arrived takes each layer as soon as it is in the sink; called from many threads
     */
    public FetchedImage fetch(Descriptor root, Platform platform, Consumer<Content> arrived) throws IOException {
        return named(() -> bring(root, platform, arrived));
    }

    private FetchedImage bring(Descriptor root, Platform platform, Consumer<Content> arrived) throws IOException {
        Descriptor self = root;
        ImageDocument document = document(root);
        if (document instanceof Index index) {
            self = flat(index).choose(platform, source.name());
            document = document(self);
        }
        if (!(document instanceof Manifest manifest)) {
            throw new MalformedDocument(source.name(), "has an index where a manifest should be: " + root.digest());
        }
        ImageConfig config = config(manifest);
        config.require(platform, source.name());
        if (!config.diffIds().isEmpty()
                && config.diffIds().size() != manifest.layers().size()) {
            throw new MalformedDocument(
                    source.name(),
                    "has " + manifest.layers().size() + " layers, but its config names "
                            + config.diffIds().size());
        }
        return new FetchedImage(manifest.named(self), config, layers(manifest, arrived));
    }

    /** An index with the images of the indexes in it in their place. */
    public Index flat(Index index) throws IOException {
        return new NestedIndexes(this::document, source.name()).flat(index);
    }

    /** The indexes that stand in an image's index, at any depth. */
    public List<Descriptor> nestedIndexes(Descriptor root) throws IOException {
        NestedIndexes nested = new NestedIndexes(this::document, source.name());
        if (document(root) instanceof Index index) {
            nested.flat(index);
        }
        return nested.found();
    }

    private List<Content> layers(Manifest manifest, Consumer<Content> arrived) throws IOException {
        // If one fails, the others go on to their end: what they bring is kept for the next attempt.
        return Parallel.map(manifest.layers(), executor, each -> {
            Content layer = layer(manifest, each);
            arrived.accept(layer);
            return layer;
        });
    }

    private ImageDocument document(Descriptor descriptor) throws IOException {
        return ImageDocument.parse(small(descriptor), descriptor.mediaType());
    }

    private ImageConfig config(Manifest manifest) throws IOException {
        return ImageConfig.parse(small(manifest.config()));
    }

    /**
     * An index, a manifest or a config, as it is.
     *
     * @throws MalformedDocument if it is too long for one
     */
    public byte[] small(Descriptor descriptor) throws IOException {
        if (descriptor.size() > ImageDocument.MAX_BYTES) {
            throw new MalformedDocument(
                    source.name(), "has a document of " + descriptor.size() + " bytes: " + descriptor.digest());
        }
        try (InputStream in = blob(descriptor).open()) {
            return in.readAllBytes();
        }
    }

    private Content layer(Manifest manifest, Descriptor descriptor) throws IOException {
        try {
            return blob(descriptor);
        } catch (Problem e) {
            String url = manifest.foreign().get(descriptor.digest());
            throw url == null
                    ? e
                    : Problem.user(
                            source.name(),
                            "its layer " + descriptor.digest() + " is not stored with it but at " + url
                                    + ", and nothing is downloaded from there",
                            "Choose an image without foreign layers, or have it pushed again together with them. ("
                                    + e.what() + ")",
                            e);
        }
    }

    private Content blob(Descriptor descriptor) throws IOException {
        try {
            return sink.put(descriptor.digest(), descriptor.size(), () -> source.open(descriptor));
        } catch (DigestMismatch e) {
            if (!source.mayDiffer(descriptor)) {
                throw e;
            }
            return sink.put(descriptor.digest(), descriptor.size(), () -> source.open(descriptor));
        }
    }
}
