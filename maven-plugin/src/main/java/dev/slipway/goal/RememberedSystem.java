package dev.slipway.goal;

import dev.slipway.content.Digest;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.images.ImageStore;
import dev.slipway.incremental.Inputs;
import dev.slipway.incremental.RememberedInputs;
import dev.slipway.incremental.SeenFiles;
import dev.slipway.output.format.OutputFormat;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.result.BuildTarget;
import dev.slipway.result.BuiltOutput;
import dev.slipway.result.IncrementalBuild;
import dev.slipway.result.ResultFile;
import dev.slipway.system.SystemInputs;
import dev.slipway.verify.PolicyPlaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the inputs of a system came to the last time. Where nothing was touched since, neither YAML nor lock is read, and no image is
 * looked at. A system with a trust policy is always looked at: what may be used depends on the time as well.
 */
record RememberedSystem(LinuxKitProject project, BuildSystem.Request request, RememberedInputs memory) {
    /** Characters of the formats in a file's name; a hash has as many. */
    private static final int LONGEST = 64;

    static RememberedSystem of(BuildEnvironment environment, LinuxKitProject project, BuildSystem.Request request)
            throws IOException {
        Inputs settings = project.addTo(Inputs.ofSettings("system"))
                .add("places", environment.places())
                .add("names", request.names().base())
                .add("timestamp", request.timestamp());
        for (OutputFormat format : request.formats()) {
            settings.add("format", format.id()).add(format.settings());
        }
        return new RememberedSystem(project, request, new RememberedInputs(file(request), settings));
    }

    private static Path file(BuildSystem.Request request) {
        String ids = request.formats().stream().map(OutputFormat::id).collect(Collectors.joining("+"));
        // All formats together are longer than a file's name may be.
        String formats = ids.length() <= LONGEST
                ? ids
                : Digest.of(ids.getBytes(StandardCharsets.UTF_8)).hex();
        return request.names()
                .folder()
                .resolve("slipway")
                .resolve(request.names().base() + "." + formats + ".seen");
    }

    /** The outputs, if they are all as the last build left them, and so are its inputs. */
    Optional<List<BuiltOutput>> unchanged(IncrementalBuild build, ResultFile.Source source) throws IOException {
        Optional<String> outcome = PolicyPlaces.haveNone(project) ? memory.outcome() : Optional.empty();
        return outcome.isEmpty() ? Optional.empty() : build.unchanged(targets(outcome.get()), source);
    }

    private List<BuildTarget> targets(String outcome) {
        String[] digests = outcome.split(" ", -1);
        List<BuildTarget> targets = new ArrayList<>();
        for (int i = 0; i < request.formats().size(); i++) {
            OutputFormat format = request.formats().get(i);
            targets.add(new BuildTarget(Digest.parse(digests[i]), format.mainKind(), format.kinds(), () -> {
                throw new IllegalStateException("what is up to date is not planned");
            }));
        }
        return targets;
    }

    /**
     * Remembers.
     *
     * @param seen YAML and lock as they were before they were read
     * @param build has written the targets
     */
    void keep(SeenFiles seen, SystemInputs inputs, ImageStore images, IncrementalBuild build, List<BuildTarget> targets)
            throws IOException {
        if (inputs.isSettled() && PolicyPlaces.haveNone(project)) {
            seen.add(inputs.files().seen());
            seen.add(images.seen());
            build.look(seen);
            memory.keep(
                    seen,
                    targets.stream().map(target -> target.inputs().toString()).collect(Collectors.joining(" ")));
        }
    }
}
