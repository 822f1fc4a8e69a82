package dev.slipway.images;

import dev.slipway.compose.Images;
import dev.slipway.compose.SourceImage;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.IOSupplier;
import dev.slipway.content.Parallel;
import dev.slipway.lock.Lock;
import dev.slipway.lock.LockedImage;
import dev.slipway.oci.FetchedImage;
import dev.slipway.oci.Platform;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.problem.Problem;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.Volume;
import dev.slipway.spec.container.ImageField;
import dev.slipway.tree.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * The images of a lock, for composing, which knows of no locks. Their layers are read side by side, the largest first, while composing
 * goes on with those that are ready. For one thread.
 */
public final class LockedImages implements Images, AutoCloseable {
    private final ImageStore images;
    private final Lock lock;
    private final Platform platform;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private final Map<ImageReference, Future<FetchedImage>> fetched = new LinkedHashMap<>();
    private final Map<Digest, Future<Boolean>> layers = new HashMap<>();
    private final Map<ImageReference, SourceImage> read = new HashMap<>();

    LockedImages(ImageStore images, Lock lock, Platform platform) {
        this.images = images;
        this.lock = lock;
        this.platform = platform;
    }

    /** A layer that is to be read. */
    private record Work(ImageReference image, Content layer) {}

    /** Begins to read the images whose files become part of a system. What fails is told where composing asks for the image. */
    public LockedImages begin(LinuxKit spec) {
        return begin(unpacked(spec));
    }

    /** The images whose files become part of a system. */
    public static Set<ImageReference> unpacked(LinuxKit spec) {
        Set<ImageReference> references = new LinkedHashSet<>();
        spec.images().forEach(image -> references.add(image.reference()));
        // Of these, blobs become part of it.
        spec.volumes().stream()
                .filter(volume -> volume.format() == Volume.Format.OCI)
                .flatMap(volume -> Stream.ofNullable(volume.image()))
                .forEach(image -> references.remove(image.reference()));
        return references;
    }

    private LockedImages begin(Collection<ImageReference> references) {
        for (ImageReference reference : references) {
            fetched.computeIfAbsent(reference, any -> started(() -> images.fetch(reference, pin(reference), platform)));
        }
        List<Work> work = new ArrayList<>();
        fetched.forEach((reference, image) -> layersOf(image).forEach(layer -> work.add(new Work(reference, layer))));
        work.sort(Comparator.comparingLong(each -> -each.layer().size()));
        for (Work each : work) {
            layers.computeIfAbsent(
                    each.layer().digest(),
                    any -> started(() -> {
                        images.prepare(each.image(), each.layer());
                        return true;
                    }));
        }
        return this;
    }

    private static List<Content> layersOf(Future<FetchedImage> image) {
        try {
            return Parallel.result(image).layers();
        } catch (IOException | Problem e) {
            // Told to whoever asks for this image.
            return List.of();
        }
    }

    private <T> Future<T> started(Callable<T> step) {
        FutureTask<T> task = new FutureTask<>(step);
        threads.execute(task);
        return task;
    }

    @Override
    public SourceImage image(ImageReference reference) {
        SourceImage known = read.get(reference);
        if (known != null) {
            return known;
        }
        SourceImage image = unchecked(() -> begin(List.of(reference)).ready(reference));
        read.put(reference, image);
        return image;
    }

    private SourceImage ready(ImageReference reference) throws IOException {
        FetchedImage image = Parallel.result(Objects.requireNonNull(fetched.get(reference), "just begun"));
        for (Content layer : image.layers()) {
            Parallel.result(Objects.requireNonNull(layers.get(layer.digest()), "just begun"));
        }
        return images.read(reference, image);
    }

    @Override
    public FileTree layout(ImageField image, List<String> platforms) {
        return unchecked(() -> new VolumeLayout(images, image, pin(image.reference())).tree(platforms));
    }

    @Override
    public FileTree unpack(Content tar, String where) {
        return unchecked(() -> images.unpack(tar, where));
    }

    private static <T> T unchecked(IOSupplier<T> step) {
        try {
            return step.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LockedImage pin(ImageReference reference) {
        return lock.find(reference.canonical())
                .orElseThrow(() -> new IllegalStateException("not locked: " + reference.canonical()));
    }

    /** Stops what is still running. */
    @Override
    public void close() {
        Parallel.end(threads);
    }
}
