package dev.slipway.goal;

import dev.slipway.content.Digest;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.images.ImageStore;
import dev.slipway.incremental.Inputs;
import dev.slipway.incremental.OutputFolder;
import dev.slipway.incremental.StagedOutputs;
import dev.slipway.incremental.UpToDateRecord;
import dev.slipway.lock.Lock;
import dev.slipway.lock.LockedImage;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.output.format.OutputFormat;
import dev.slipway.output.format.OutputKind;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.result.BuiltOutput;
import dev.slipway.result.OutputNames;
import dev.slipway.result.ResultFile;
import dev.slipway.system.BootLoaderPins;
import dev.slipway.system.ComposedSystem;
import dev.slipway.system.SystemInputs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

        private List<OutputKind> kinds() {
            return formats.stream().flatMap(format -> format.kinds().stream()).toList();
        }
    }

    /**
     * Builds.
     *
     * @return the files that were written or are up to date; an empty one is not written
     * @throws dev.slipway.problem.Problem if an input is not as it must be, or a file cannot be written; no file is changed then
     */
    public List<BuiltOutput> run(LinuxKitProject project, Request request) throws IOException {
        try (OutputFolder held = OutputFolder.hold(request.names().folder(), environment.log());
                ImageStore images = new ImageStore(environment, project.folder())) {
            List<BuiltOutput> outputs = images.repairing(() -> attempt(held, images, project, request));
            ResultFile.record(
                    held,
                    request.names(),
                    request.kinds(),
                    outputs,
                    new ResultFile.Source(project.platform(), project.lock()));
            return outputs;
        }
    }

    private List<BuiltOutput> attempt(OutputFolder held, ImageStore images, LinuxKitProject project, Request request)
            throws IOException {
        SystemInputs inputs = SystemInputs.read(environment, project, images);
        Map<String, LockedImage> bootLoaders = bootLoaders(inputs, images, request);
        Map<FormatBuild, UpToDateRecord> records = new LinkedHashMap<>();
        List<FormatBuild> due = new ArrayList<>();
        List<FormatBuild> builds = fingerprinted(inputs, bootLoaders, request);
        for (FormatBuild build : builds) {
            Optional<UpToDateRecord> last = build.upToDate(environment.log());
            last.ifPresentOrElse(record -> records.put(build, record), () -> due.add(build));
        }
        records.putAll(write(held, due, new ComposedSystem(inputs, images, request.timestamp(), bootLoaders)));
        List<BuiltOutput> outputs = new ArrayList<>();
        for (FormatBuild build : builds) {
            UpToDateRecord record = records.get(build);
            if (record != null) {
                outputs.addAll(request.names().in(record, build.format().kinds()));
            }
        }
        return outputs;
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
                lock = pins.keep(inputs.project(), lock, reference, pin, frozen);
                found.put(name, pin);
            }
        }
        return found;
    }

    private static List<FormatBuild> fingerprinted(
            SystemInputs inputs, Map<String, LockedImage> bootLoaders, Request request) throws IOException {
        Digest common =
                inputs.addTo(new Inputs()).add("timestamp", request.timestamp()).digest();
        List<FormatBuild> builds = new ArrayList<>();
        for (OutputFormat format : request.formats()) {
            Inputs own = Inputs.of(common).add("format", format.id()).add(format.settings());
            format.bootLoaderImage()
                    .map(bootLoaders::get)
                    .ifPresent(pin -> own.add("boot loader", pin.root().digest()));
            builds.add(new FormatBuild(format, request.names(), own.digest()));
        }
        return builds;
    }

    /** All files of all formats are written beside their places before the first one is moved to its place. */
    private Map<FormatBuild, UpToDateRecord> write(OutputFolder held, List<FormatBuild> due, ComposedSystem system)
            throws IOException {
        List<FormatBuild.Planned> plans = new ArrayList<>();
        for (FormatBuild build : due) {
            plans.add(build.plan(system, environment.log()));
        }
        Map<FormatBuild, UpToDateRecord> records = new LinkedHashMap<>();
        try (StagedOutputs outputs = StagedOutputs.in(held)) {
            List<FormatBuild.Staged> staged = new ArrayList<>();
            for (FormatBuild.Planned plan : plans) {
                staged.add(plan.stage(outputs));
            }
            outputs.commit();
            for (FormatBuild.Staged files : staged) {
                records.put(files.planned().build(), files.finish(environment.log()));
            }
        }
        return records;
    }
}
