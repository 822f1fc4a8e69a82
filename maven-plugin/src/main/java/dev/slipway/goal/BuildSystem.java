package dev.slipway.goal;

import dev.slipway.content.Digest;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.images.ImageStore;
import dev.slipway.incremental.Inputs;
import dev.slipway.incremental.SeenFiles;
import dev.slipway.lock.Lock;
import dev.slipway.lock.LockedImage;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.output.format.OutputFormat;
import dev.slipway.output.format.OutputPlan;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.result.BuildTarget;
import dev.slipway.result.BuiltOutput;
import dev.slipway.result.IncrementalBuild;
import dev.slipway.result.OutputNames;
import dev.slipway.result.ResultFile;
import dev.slipway.system.BootLoaderPins;
import dev.slipway.system.ComposedSystem;
import dev.slipway.system.SystemInputs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The goals {@code initrd}, {@code iso} and {@code tar}: writes the system of a project in one or more formats. The project is read,
 * verified and composed once for all of them.
 */
public final class BuildSystem {
    private final BuildEnvironment environment;
    private final boolean frozen;

    public BuildSystem(BuildEnvironment environment) {
        this(environment, false);
    }

    /** @param frozen whether a boot loader has to be in the lock already; else it is pinned if it is missing */
    public BuildSystem(BuildEnvironment environment, boolean frozen) {
        this.environment = environment;
        this.frozen = frozen;
    }

    /**
     * What is wanted.
     *
     * @param names of the outputs
     * @param timestamp seconds since 1970-01-01T00:00:00Z
     * @param formats at least one
     */
    public record Request(OutputNames names, long timestamp, List<OutputFormat> formats) {
        public Request {
            formats = List.copyOf(formats);
        }
    }

    /**
     * Builds.
     *
     * @return the files that were written or are up to date; an empty one is not written
     * @throws dev.slipway.problem.Problem if an input is not as it must be, or a file cannot be written; no file is changed then
     */
    public List<BuiltOutput> run(LinuxKitProject project, Request request) throws IOException {
        ResultFile.Source source = new ResultFile.Source(List.of(project.platform()), project.lock());
        try (IncrementalBuild build = IncrementalBuild.in(request.names(), environment.log())) {
            RememberedSystem memory = RememberedSystem.of(environment, project, request);
            Optional<List<BuiltOutput>> unchanged = memory.unchanged(build, source);
            return unchanged.isPresent() ? unchanged.get() : write(build, memory, source);
        }
    }

    private List<BuiltOutput> write(IncrementalBuild build, RememberedSystem memory, ResultFile.Source source)
            throws IOException {
        LinuxKitProject project = memory.project();
        Request request = memory.request();
        try (ImageStore images = new ImageStore(environment, project.folder())) {
            return images.repairing(() -> {
                SeenFiles seen = project.look();
                SystemInputs inputs = SystemInputs.read(environment, project, images);
                Map<String, LockedImage> loaders = bootLoaders(inputs, images, request);
                try (ComposedSystem system =
                        new ComposedSystem(inputs, images, request.timestamp(), loaders).expecting(request.formats())) {
                    List<BuildTarget> targets = targets(inputs, system, loaders, request);
                    List<BuiltOutput> outputs = build.run(targets, source);
                    memory.keep(seen, inputs, images, build, targets);
                    return outputs;
                }
            });
        }
    }

    private List<BuildTarget> targets(
            SystemInputs inputs, ComposedSystem system, Map<String, LockedImage> bootLoaders, Request request)
            throws IOException {
        Digest common =
                inputs.addTo(new Inputs()).add("timestamp", request.timestamp()).digest();
        List<BuildTarget> targets = new ArrayList<>();
        for (OutputFormat format : request.formats()) {
            Inputs own = Inputs.of(common).add("format", format.id()).add(format.settings());
            format.bootLoaderImage()
                    .map(bootLoaders::get)
                    .ifPresent(pin -> own.add("boot loader", pin.root().digest()));
            targets.add(new BuildTarget(own.digest(), format.mainKind(), format.kinds(), () -> plan(format, system)));
        }
        return targets;
    }

    /** Composing says its warnings once for all formats; each of them repeats them as long as its files are up to date. */
    private OutputPlan plan(OutputFormat format, ComposedSystem system) throws IOException {
        OutputPlan plan = format.plan(system);
        plan.warnings().forEach(environment.log()::warn);
        return plan.withWarnings(system.warnings());
    }

    /** The pins of the boot loaders that the formats need, verified and in the lock. */
    private Map<String, LockedImage> bootLoaders(SystemInputs inputs, ImageStore images, Request request)
            throws IOException {
        BootLoaderPins pins = new BootLoaderPins(environment, images);
        Map<String, LockedImage> found = new TreeMap<>();
        Lock lock = inputs.lock();
        for (OutputFormat format : request.formats()) {
            String name = format.bootLoaderImage().orElse("");
            if (!name.isEmpty() && !found.containsKey(name)) {
                ImageReference reference = ImageReference.parse(name);
                LockedImage pin = pins.require(lock, reference);
                inputs.gate().require(reference, pin);
                String pinning = frozen ? "slipway:image -Dslipway.formats=" + format.id() : null;
                lock = pins.keep(inputs.project(), lock, reference, pin, pinning);
                found.put(name, pin);
            }
        }
        return found;
    }
}
