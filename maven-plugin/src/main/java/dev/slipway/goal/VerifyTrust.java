package dev.slipway.goal;

import dev.slipway.content.AllowedHere;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.environment.BuildEvent;
import dev.slipway.environment.ModuleNotPackaged;
import dev.slipway.images.ImageStore;
import dev.slipway.incremental.Inputs;
import dev.slipway.incremental.RememberedInputs;
import dev.slipway.incremental.SeenFiles;
import dev.slipway.incremental.StagedOutputs;
import dev.slipway.lock.Lock;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.project.LockFile;
import dev.slipway.system.SystemInputs;
import dev.slipway.verify.ImagesNotTrusted;
import dev.slipway.verify.PolicyPlaces;
import dev.slipway.verify.TrustGate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The goal {@code verify-trust}: the locked images are what somebody trusted made, where the policy wants to know that. */
public final class VerifyTrust {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final BuildEnvironment environment;
    private final Clock clock;

    @AllowedHere("trust depends on the time of the build")
    public VerifyTrust(BuildEnvironment environment) {
        this(environment, Clock.systemUTC());
    }

    VerifyTrust(BuildEnvironment environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * Checks, and writes the report whatever it says.
     *
     * @param report the file to write
     * @param frozen whether the lock is left alone; else it keeps what was seen of Notary repositories
     * @throws ImagesNotTrusted if an image must not be used
     * @throws dev.slipway.problem.Problem if YAML, lock or policy are not as they must be
     */
    public void run(LinuxKitProject project, Path report, boolean frozen) throws IOException {
        RememberedInputs memory = memory(project, report);
        Optional<String> known = PolicyPlaces.haveNone(project) ? memory.outcome() : Optional.empty();
        if (known.isPresent()) {
            environment.log().on(new BuildEvent.Verified(List.of(known.get().split("\t", -1)), 0, 0));
            return;
        }
        SeenFiles seen = project.look();
        try (ImageStore images = new ImageStore(environment, project.folder())) {
            SystemInputs system =
                    SystemInputs.unchecked(environment, project, images, clock).pinned(images, this::tellLater);
            long begin = System.nanoTime();
            TrustGate.Finding found = images.repairing(() -> system.gate().check(system.pins()));
            long millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
            StagedOutputs.writeIfOther(report, found.report().json().getBytes(StandardCharsets.UTF_8));
            found.report().warnings().forEach(environment.log()::warn);
            environment.log().on(new BuildEvent.Verified(found.report().table(), millis, found.requests()));
            ImagesNotTrusted.check(found.report());
            system.gate().approve(system.pins());
            keep(project, system.lock(), found, frozen);
            seen.add(images.seen());
            seen.look(report);
            if (found.isSettled() && system.isSettled() && PolicyPlaces.haveNone(project)) {
                memory.keep(seen, String.join("\t", found.report().table()));
            }
        }
    }

    /** What was found the last time: it holds again where nobody asks for a proof, so that neither the world nor the time decides. */
    private RememberedInputs memory(LinuxKitProject project, Path report) throws IOException {
        Inputs settings = project.addTo(Inputs.ofSettings("verify-trust")).add("places", environment.places());
        return new RememberedInputs(report.resolveSibling(report.getFileName() + ".seen"), settings);
    }

    /** Where {@code package} comes in the same build, the goals of that phase ask again before they use an image. */
    private void tellLater(ModuleNotPackaged missing) {
        environment.log().info(missing.where() + ": not packaged by this build yet; it is checked when it is used");
    }

    private void keep(LinuxKitProject project, Lock lock, TrustGate.Finding found, boolean frozen) throws IOException {
        Lock now = lock.withNotary(found.notary());
        if (now.equals(lock)) {
            return;
        }
        LockFile file = new LockFile(project.lock());
        if (frozen) {
            environment
                    .log()
                    .info(file.name()
                            + " is frozen: the versions of Notary repositories that were seen are not recorded");
            return;
        }
        file.write(now);
        environment.log().info(file.name() + ": records the versions of Notary repositories that were seen");
    }
}
