package dev.slipway.system;

import dev.slipway.compose.ComposeInput;
import dev.slipway.compose.Composer;
import dev.slipway.compose.Composition;
import dev.slipway.content.AllowedHere;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.environment.BuildSession;
import dev.slipway.environment.ModuleNotPackaged;
import dev.slipway.images.ImageStore;
import dev.slipway.images.LockedImages;
import dev.slipway.incremental.Inputs;
import dev.slipway.lock.Lock;
import dev.slipway.output.KernelPayload;
import dev.slipway.output.format.OutputFormats;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.project.LockFile;
import dev.slipway.project.ProjectFile;
import dev.slipway.project.SourceFiles;
import dev.slipway.project.SpecFiles;
import dev.slipway.spec.FileEntry;
import dev.slipway.spec.LinuxKit;
import dev.slipway.verify.TrustGate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * YAML and lock, read and found to fit: what every goal that builds a system begins with.
 *
 * @param lock as its file has it
 * @param pins the same, and those of modules as they are now
 * @param files what the YAML takes in from the project
 * @param gate what has to be asked before an image is used
 */
public record SystemInputs(
        LinuxKitProject project, LinuxKit spec, Lock lock, Lock pins, SourceFiles files, TrustGate gate) {
    private static final String PLAIN_KERNEL = "plain-kernel-1";

    /**
     * Reads, and asks whether the locked images may be used; so no goal can forget it.
     *
     * @throws dev.slipway.problem.Problem if YAML or lock are not as they must be, or an image must not be used
     */
    @AllowedHere("trust depends on the time of the build")
    public static SystemInputs read(BuildEnvironment environment, LinuxKitProject project, ImageStore images)
            throws IOException {
        SystemInputs inputs = unchecked(environment, project, images, Clock.systemUTC())
                .pinned(images, missing -> {
                    throw missing;
                });
        inputs.gate.require(inputs.pins);
        return inputs;
    }

    /**
     * Reads only.
     *
     * @throws dev.slipway.problem.Problem if YAML or lock cannot be read
     */
    public static SystemInputs unchecked(
            BuildEnvironment environment, LinuxKitProject project, ImageStore images, Clock clock) {
        LinuxKit spec = SpecFiles.read(project);
        images.namedBy(spec);
        spec.warnings(OutputFormats::goal).forEach(warning -> environment.log().warn(warning.toString()));
        Lock lock = new LockFile(project.lock()).read();
        TrustGate gate = new TrustGate(environment, project, spec, images, clock);
        return new SystemInputs(project, spec, lock, lock, new SourceFiles(project.sourceFolder()), gate);
    }

    /**
     * The same with a pin for each image.
     *
     * @param later takes a module that is not packaged yet and so has none, or throws it
     * @throws dev.slipway.problem.Problem if the lock does not name what the YAML names
     */
    public SystemInputs pinned(ImageStore images, Consumer<ModuleNotPackaged> later) throws IOException {
        String file = new LockFile(project.lock()).name();
        lock.requireFits(spec, file);
        Lock all = lock.withModulePins(images.modules(lock, spec, later));
        all.requirePlatforms(spec, project.platform(), file);
        return new SystemInputs(project, spec, lock, all, files, gate);
    }

    /** True if the files that were seen alone decide what this comes to, and there is nothing to say of it. */
    public boolean isSettled() {
        return gate.asksNothing()
                && pins.images().size() == lock.images().size()
                && spec.warnings(OutputFormats::goal).isEmpty();
    }

    /**
     * Puts the system together, unless another goal of the project has done so.
     *
     * @param timestamp seconds since 1970-01-01T00:00:00Z
     * @param memory bytes that the machine will have; 0 if that does not matter
     * @param begun takes what is composed so far; not called if another goal has composed it
     * @throws dev.slipway.problem.Problem if an image is not as it must be
     */
    Composition compose(ImageStore images, long timestamp, long memory, Consumer<Supplier<Composition>> begun)
            throws IOException {
        Digest inputs = addTo(new Inputs()).digest();
        BuildEnvironment environment = images.environment();
        Composed key = new Composed(inputs, timestamp, memory, environment.store(), environment.layerLimit());
        return environment.session().once(key, () -> fitting(images, composeNow(images, timestamp, begun), memory));
    }

    /** @param inputs names all that the system depends on, besides the time */
    private record Composed(Digest inputs, long timestamp, long memory, Path store, long layerLimit)
            implements BuildSession.Key<Composition> {
        @Override
        public Class<Composition> type() {
            return Composition.class;
        }

        @Override
        public boolean readsStore() {
            return true;
        }
    }

    private Composition composeNow(ImageStore images, long timestamp, Consumer<Supplier<Composition>> begun)
            throws IOException {
        try (LockedImages locked = images.locked(pins, project.platform())) {
            return Composer.compose(new ComposeInput(spec, locked.begin(spec), files, timestamp), begun);
        }
    }

    private Composition fitting(ImageStore images, Composition unlimited, long memory) throws IOException {
        Composition composition = memory == 0 ? unlimited : Composer.requireFits(memory, unlimited, spec);
        composition.warnings().forEach(images.log()::warn);
        return project.decompressKernel() ? decompressed(images, composition) : composition;
    }

    /** Adds all that the system depends on, besides what a goal asks for. */
    public Inputs addTo(Inputs inputs) throws IOException {
        for (Path config : project.config()) {
            inputs.add("yaml", SpecFiles.filtered(ProjectFile.text(config), project.properties()));
        }
        inputs.add("lock", lock.withBootLoaders(List.of()).format())
                .add("platform", project.platform())
                .add("decompressed kernel", project.decompressKernel())
                .add("memory limit", project.memoryLimit());
        pins.images().stream()
                .filter(image -> lock.find(image.reference()).isEmpty())
                .forEach(module -> inputs.add(module.reference(), module.root().digest()));
        for (FileEntry file : spec.files()) {
            String source = file.source();
            if (source != null) {
                inputs.add(
                        source,
                        files.find(source)
                                .map(Content::digest)
                                .map(Digest::toString)
                                .orElse("absent"));
            }
        }
        return inputs;
    }

    private static Composition decompressed(ImageStore images, Composition composition) throws IOException {
        Content kernel = composition.kernel();
        return kernel == null
                ? composition
                : composition.withKernel(
                        images.store().derive(PLAIN_KERNEL, kernel.digest(), sink -> KernelPayload.of(kernel)
                                .writeTo(sink)));
    }
}
