package dev.slipway.packaging;

import dev.slipway.debian.Apt;
import dev.slipway.debian.PinDebianPackages;
import dev.slipway.environment.BuildLog;
import dev.slipway.incremental.StagedOutputs;
import dev.slipway.problem.ShellWord;
import dev.slipway.project.LockWouldChange;
import dev.slipway.project.ProjectFile;
import dev.slipway.recipe.Recipe;
import dev.slipway.recipe.debian.PackageLock;
import dev.slipway.recipe.debian.PackageLocks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The lock of a recipe on disk. The first build of a recipe pins its packages; after that a pin is added or moved on request only. */
record PackageLockFile(BuildLog log, Apt apt) {
    /** The lock that this build uses; written if it has changed. */
    PackageLocks read(Recipe recipe, PackageRequest request) throws IOException {
        boolean exists = ProjectFile.isThere(request.lock());
        PackageLocks lock = exists
                ? PackageLocks.parse(
                        ProjectFile.text(request.lock()), request.lock().toString())
                : PackageLocks.EMPTY;
        boolean isFirst =
                !exists && !request.frozen() && !recipe.debianPackages().isEmpty();
        String update = isFirst ? "all" : request.update();
        return update == null ? lock : update(recipe, request, lock, update);
    }

    private PackageLocks update(Recipe recipe, PackageRequest request, PackageLocks lock, String update)
            throws IOException {
        PackageLocks updated = updated(recipe, lock, update);
        List<String> changes = lock.changesTo(updated);
        if (request.frozen() && !changes.isEmpty()) {
            throw new LockWouldChange(
                    request.lock().toString(), "slipway:package -Dslipway.update=" + ShellWord.of(update), changes);
        }
        if (changes.isEmpty()) {
            log.info(request.lock() + ": no pin has changed");
        }
        changes.forEach(log::info);
        // Also where only the date of a Release is later: from then on an older Release is refused.
        if (!request.frozen() && !updated.equals(lock)) {
            byte[] text = updated.readable(request.lock().toString()).getBytes(StandardCharsets.UTF_8);
            StagedOutputs.write(request.lock(), sink -> sink.write(text));
        }
        return updated;
    }

    private PackageLocks updated(Recipe recipe, PackageLocks locks, String update) {
        List<String> platforms = recipe.platformNames();
        List<PackageLock> before = locks.inOrder(platforms);
        List<PackageLock> after = new ArrayList<>();
        PinDebianPackages pinning = new PinDebianPackages(apt);
        for (Recipe each : recipe.perPlatform()) {
            after.add(pinning.update(each, before.get(after.size()), update, log));
        }
        return PackageLocks.of(platforms, after);
    }
}
