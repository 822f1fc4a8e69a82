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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The lock of a recipe on disk. The first build of a recipe pins its packages; after that a pin is added or moved on request only. */
record PackageLockFile(BuildLog log, Apt apt) {
    /** The lock that this build uses; written if it has changed. */
    PackageLock read(Recipe recipe, PackageRequest request) throws IOException {
        boolean exists = ProjectFile.isThere(request.lock());
        PackageLock lock = exists
                ? PackageLock.parse(
                        ProjectFile.text(request.lock()), request.lock().toString())
                : PackageLock.EMPTY;
        boolean isFirst =
                !exists && !request.frozen() && !recipe.debianPackages().isEmpty();
        String update = isFirst ? "all" : request.update();
        return update == null ? lock : update(recipe, request, lock, update);
    }

    private PackageLock update(Recipe recipe, PackageRequest request, PackageLock lock, String update)
            throws IOException {
        PackageLock updated = new PinDebianPackages(apt).update(recipe, lock, update);
        List<String> changes = lock.changesTo(updated);
        if (request.frozen() && !changes.isEmpty()) {
            throw new LockWouldChange(
                    request.lock().toString(), "slipway:package -Dslipway.update=" + ShellWord.of(update), changes);
        }
        if (changes.isEmpty()) {
            log.info(request.lock() + ": no pin has changed");
        } else {
            StagedOutputs.write(
                    request.lock(), sink -> sink.write(updated.format().getBytes(StandardCharsets.UTF_8)));
            changes.forEach(log::info);
        }
        return updated;
    }
}
