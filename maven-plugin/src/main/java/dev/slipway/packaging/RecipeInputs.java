package dev.slipway.packaging;

import dev.slipway.content.Digest;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.incremental.Inputs;
import dev.slipway.project.LocalFile;
import dev.slipway.project.LocalFolder;
import dev.slipway.project.ProjectFile;
import dev.slipway.recipe.ArchiveSource;
import dev.slipway.recipe.Item;
import dev.slipway.recipe.Recipe;
import dev.slipway.tree.TreeDigest;
import java.io.IOException;
import java.util.List;

/** What the image of a recipe depends on. Packages and downloads are pinned by recipe and lock; what lies on this machine is hashed. */
final class RecipeInputs {
    private final Inputs inputs = new Inputs();
    private final LocalFolder folder;
    private final BuildEnvironment.Artifacts artifacts;

    private RecipeInputs(LocalFolder folder, BuildEnvironment.Artifacts artifacts) throws IOException {
        this.folder = folder;
        this.artifacts = artifacts;
    }

    static Digest of(PackageRequest request, Recipe recipe, LocalFolder folder, BuildEnvironment.Artifacts artifacts)
            throws IOException {
        RecipeInputs all = new RecipeInputs(folder, artifacts);
        all.inputs
                .add("recipe", ProjectFile.text(request.recipe()))
                .add("lock", ProjectFile.textIfThere(request.lock()).orElse(""))
                .add("ref", String.valueOf(request.refName()))
                .add("timestamp", request.outputTimestamp());
        all.add(recipe.contents());
        return all.inputs.digest();
    }

    private void add(List<Item> items) throws IOException {
        for (Item item : items) {
            if (item instanceof Item.Directory directory) {
                inputs.add(directory.path(), TreeDigest.of(folder.tree(directory.path(), directory.where())));
            } else if (item instanceof Item.File file && file.source() != null) {
                inputs.add(file.path(), folder.file(file.source(), file.where()).digest());
            } else if (item instanceof Item.Archive archive) {
                add(archive);
            } else if (item instanceof Item.ForPlatform some) {
                add(List.of(some.item()));
            } else if (item instanceof Item.Tar tar) {
                add(tar.contents());
            }
        }
    }

    private void add(Item.Archive archive) throws IOException {
        if (archive.source() instanceof ArchiveSource.LocalFile local) {
            inputs.add(local.path(), folder.file(local.path(), archive.where()).digest());
        } else if (archive.source() instanceof ArchiveSource.Artifact artifact) {
            inputs.add(
                    artifact.toString(),
                    LocalFile.of(PackageSources.find(artifacts, artifact)).digest());
        }
    }
}
