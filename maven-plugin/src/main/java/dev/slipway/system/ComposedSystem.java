package dev.slipway.system;

import dev.slipway.compose.Composition;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.IOConsumer;
import dev.slipway.images.ImageStore;
import dev.slipway.lock.LockedImage;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.output.CompressionSetting;
import dev.slipway.output.Initrd;
import dev.slipway.output.KernelVersion;
import dev.slipway.output.format.BootableSystem;
import dev.slipway.output.format.OutputFormat;
import dev.slipway.output.iso.BootLoader;
import dev.slipway.tree.FileTree;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The system that a project describes, composed of its locked images. Nothing is done before a part is asked for. */
public final class ComposedSystem implements BootableSystem, AutoCloseable {
    private final SystemInputs inputs;
    private final ImageStore images;
    private final long timestamp;
    private final Map<String, LockedImage> bootLoaders;
    private final Once<Composition> composition = new Once<>(this::compose);
    private final Once<Optional<KernelVersion>> kernelVersion = new Once<>(this::readKernelVersion);
    private final Map<CompressionSetting, Once<Initrd>> initrds = new HashMap<>();
    private Optional<EarlySegments> early = Optional.empty();
    private boolean inMemory = true;

    /**
     * @param timestamp seconds since 1970-01-01T00:00:00Z
     * @param bootLoaders pins of images with boot loaders, by reference; they were verified
     */
    public ComposedSystem(
            SystemInputs inputs, ImageStore images, long timestamp, Map<String, LockedImage> bootLoaders) {
        this.inputs = inputs;
        this.images = images;
        this.timestamp = timestamp;
        this.bootLoaders = Map.copyOf(bootLoaders);
    }

    /** Says which formats will be planned, so that the largest parts of their initrd are compressed while the system is composed. */
    public ComposedSystem expecting(List<OutputFormat> formats) {
        early = formats.stream()
                .flatMap(format -> format.initrdCompression().stream())
                .findFirst()
                .map(setting -> new EarlySegments(images.store(), setting));
        inMemory = formats.stream().anyMatch(OutputFormat::unpacksRoot);
        return this;
    }

    private Composition compose() throws IOException {
        long limit = inMemory ? memoryLimit() : 0;
        return inputs.compose(images, timestamp, limit, part -> early.ifPresent(segments -> segments.begin(part)));
    }

    @Override
    public String name() {
        return inputs.project().name();
    }

    @Override
    public String architecture() {
        return inputs.project().platform().architecture();
    }

    @Override
    public long timestamp() {
        return timestamp;
    }

    @Override
    public long memoryLimit() {
        return inputs.project().memoryLimit();
    }

    /** What composing warned of. */
    public List<String> warnings() throws IOException {
        return composition.get().warnings();
    }

    @Override
    public Optional<Content> kernel() throws IOException {
        return Optional.ofNullable(composition.get().kernel());
    }

    @Override
    public Optional<KernelVersion> kernelVersion() throws IOException {
        return kernelVersion.get();
    }

    private Optional<KernelVersion> readKernelVersion() throws IOException {
        Content kernel = composition.get().kernel();
        return kernel == null ? Optional.empty() : KernelVersion.of(kernel);
    }

    @Override
    public Initrd initrd(CompressionSetting compression) throws IOException {
        return initrds.computeIfAbsent(compression, any -> new Once<>(() -> makeInitrd(compression)))
                .get();
    }

    private Initrd makeInitrd(CompressionSetting compression) throws IOException {
        return InitrdWriter.of(images.store(), compression, kernelVersion()).prepare(composition.get());
    }

    @Override
    public Content commandLine() throws IOException {
        return composition.get().cmdline();
    }

    @Override
    public String commandLinePlace() {
        return inputs.spec().kernel().places().at("cmdline").toString();
    }

    @Override
    public FileTree root() throws IOException {
        return composition.get().tree();
    }

    @Override
    public FileTree whole() throws IOException {
        return composition.get().whole();
    }

    @Override
    public Content derived(String kind, Digest key, IOConsumer<OutputStream> maker) throws IOException {
        return images.store().derive(kind, key, maker::accept);
    }

    @Override
    public Content keep(IOConsumer<OutputStream> maker) throws IOException {
        return images.store().add(maker::accept);
    }

    @Override
    public BootLoader bootLoader(String reference) throws IOException {
        LockedImage pin = Objects.requireNonNull(bootLoaders.get(reference), "a format names its boot loader");
        ImageReference image = ImageReference.parse(reference);
        return BootLoader.of(
                images.read(image, pin, inputs.project().platform()).tree());
    }

    /** Ends what nobody waits for any more. */
    @Override
    public void close() {
        early.ifPresent(EarlySegments::close);
    }
}
