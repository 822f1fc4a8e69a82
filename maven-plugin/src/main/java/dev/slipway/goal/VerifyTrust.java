package dev.slipway.goal;

import dev.slipway.content.AllowedHere;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.environment.BuildEvent;
import dev.slipway.environment.ModuleNotPackaged;
import dev.slipway.images.ImageStore;
import dev.slipway.incremental.StagedOutputs;
import dev.slipway.lock.Lock;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.project.LockFile;
import dev.slipway.system.SystemInputs;
import dev.slipway.verify.ImagesNotTrusted;
import dev.slipway.verify.TrustGate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

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
        try (ImageStore images = new ImageStore(environment, project.folder())) {
            SystemInputs system =
                    SystemInputs.unchecked(environment, project, images, clock).pinned(images, this::tellLater);
            long begin = System.nanoTime();
            TrustGate.Finding found = images.repairing(() -> system.gate().check(system.pins()));
            long millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
            StagedOutputs.write(report, sink -> sink.write(found.report().json().getBytes(StandardCharsets.UTF_8)));
            found.report().warnings().forEach(environment.log()::warn);
            environment.log().on(new BuildEvent.Verified(found.report().table(), millis, found.requests()));
            ImagesNotTrusted.check(found.report());
            system.gate().approve(system.pins());
            keep(project, system.lock(), found, frozen);
        }
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
