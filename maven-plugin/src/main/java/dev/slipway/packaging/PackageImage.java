package dev.slipway.packaging;

import dev.slipway.archive.tar.TarWriter;
import dev.slipway.compose.program.CommandCheck;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.debian.Apt;
import dev.slipway.debian.DebianArchive;
import dev.slipway.debian.DebianMirror;
import dev.slipway.debian.FileFetch;
import dev.slipway.debian.PinDebianPackages;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.environment.BuildEvent;
import dev.slipway.images.LayerStore;
import dev.slipway.images.Registries;
import dev.slipway.incremental.OutputFolder;
import dev.slipway.incremental.StagedOutputs;
import dev.slipway.incremental.UpToDateRecord;
import dev.slipway.oci.ImageConfig;
import dev.slipway.oci.layout.OciLayout;
import dev.slipway.output.format.OutputKind;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ShellWord;
import dev.slipway.project.LocalFolder;
import dev.slipway.project.LockWouldChange;
import dev.slipway.project.ProjectFile;
import dev.slipway.recipe.Assembler;
import dev.slipway.recipe.Recipe;
import dev.slipway.recipe.RecipeConfig;
import dev.slipway.recipe.RecipeReader;
import dev.slipway.recipe.debian.PackageLock;
import dev.slipway.result.BuiltOutput;
import dev.slipway.result.OutputNames;
import dev.slipway.result.ResultFile;
import dev.slipway.spec.container.ContainerSettings;
import dev.slipway.spec.container.LinuxKitLabel;
import dev.slipway.store.Store;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The goal {@code package}: a recipe and its lock become an OCI image. */
public final class PackageImage {
    /** An OCI image in an OCI layout. */
    public static final OutputKind FILE = new OutputKind("image", ".oci.tar", "oci.tar", "");

    /** What this goal makes. */
    public static final List<OutputKind> KINDS = List.of(FILE);

    private final BuildEnvironment environment;
    private final Store store;
    private final Apt apt;

    public PackageImage(BuildEnvironment environment) {
        this(environment, new Apt());
    }

    PackageImage(BuildEnvironment environment, Apt apt) {
        this.environment = environment;
        this.store = new Store(environment.store(), environment.log()::waitsFor);
        this.apt = apt;
    }

    /**
     * Builds the image and writes it.
     *
     * @throws Problem if recipe, lock or a source is wrong, or something cannot be had; no file is written then
     */
    public PackagedImage build(PackageRequest request) throws IOException {
        Path folder = Objects.requireNonNull(request.image().toAbsolutePath().getParent(), "an image lies in a folder");
        try (OutputFolder held = OutputFolder.hold(folder, environment.log())) {
            return build(held, request);
        }
    }

    private PackagedImage build(OutputFolder held, PackageRequest request) throws IOException {
        Recipe recipe = RecipeReader.read(
                ProjectFile.text(request.recipe()), request.recipe().toString());
        checkLabel(recipe);
        PackageLock lock = lock(recipe, request);
        recipe.requireLock(lock);

        Path base = Objects.requireNonNull(request.recipe().toAbsolutePath().getParent());
        Digest inputs = RecipeInputs.of(request, recipe, new LocalFolder(base), environment.artifacts());
        Optional<PackagedImage> last = upToDate(request, inputs);
        if (last.isPresent()) {
            environment.log().on(new BuildEvent.UpToDate(request.image()));
            return recorded(held, request, recipe, last.get());
        }

        FileFetch fetch = new FileFetch(Registries.files(environment), environment.offline(), environment.log());
        DebianMirror mirror = new DebianMirror(
                store, fetch, () -> DebianArchive.find(request.debianMirror(), String.valueOf(recipe.suite()), apt));
        mirror.fetchAll(lock.pins(), environment.log());

        PackageSources.Remote remote = new PackageSources.Remote(lock, mirror, fetch, environment.artifacts());
        LayerStore layers = new LayerStore(store, environment.layerLimit(), environment.log());
        Assembler assembler = new Assembler(new PackageSources(store, layers, base, remote), request.outputTimestamp());
        FileTree tree = assembler.assemble(recipe.contents());
        warnOfCommand(recipe, tree);
        PackedLayer layer = PackedLayer.of(tree, store);
        return recorded(held, request, recipe, write(held, request, recipe, layer, inputs));
    }

    private static PackagedImage recorded(OutputFolder held, PackageRequest request, Recipe recipe, PackagedImage image)
            throws IOException {
        OutputNames names = request.names();
        BuiltOutput output =
                new BuiltOutput(FILE, request.image(), names.classifier(FILE), image.size(), image.fileDigest());
        ResultFile.record(
                held, names, KINDS, List.of(output), new ResultFile.Source(recipe.platform(), request.lock()));
        return image;
    }

    private static Optional<PackagedImage> upToDate(PackageRequest request, Digest inputs) throws IOException {
        return UpToDateRecord.ifCurrent(UpToDateRecord.fileFor(request.image()), inputs)
                .map(record -> {
                    UpToDateRecord.Output image = record.outputs().get(0);
                    return new PackagedImage(
                            Digest.parse(record.notes().get(0)), request.image(), image.size(), image.digest());
                });
    }

    // A label that composing would refuse later is refused where it can be corrected.
    private static void checkLabel(Recipe recipe) {
        String label = recipe.config().labels().get(LinuxKitLabel.NAME);
        if (label != null) {
            ContainerSettings.parseLabel(label, recipe.fileName());
        }
    }

    /** The first build of a recipe pins its packages; after that a pin is added or moved on request only. */
    private PackageLock lock(Recipe recipe, PackageRequest request) throws IOException {
        boolean exists = ProjectFile.isThere(request.lock());
        PackageLock lock = exists
                ? PackageLock.parse(
                        ProjectFile.text(request.lock()), request.lock().toString())
                : PackageLock.EMPTY;
        boolean isFirst =
                !exists && !request.frozen() && !recipe.debianPackages().isEmpty();
        String update = isFirst ? "all" : request.update();
        if (update == null) {
            return lock;
        }
        PackageLock updated = new PinDebianPackages(apt).update(recipe, lock, update);
        List<String> changes = lock.changesTo(updated);
        if (request.frozen() && !changes.isEmpty()) {
            throw new LockWouldChange(
                    request.lock().toString(), "slipway:package -Dslipway.update=" + ShellWord.of(update), changes);
        }
        if (changes.isEmpty()) {
            environment.log().info(request.lock() + ": no pin has changed");
        } else {
            StagedOutputs.write(
                    request.lock(), sink -> sink.write(updated.format().getBytes(StandardCharsets.UTF_8)));
            changes.forEach(environment.log()::info);
        }
        return updated;
    }

    private PackagedImage write(
            OutputFolder held, PackageRequest request, Recipe recipe, PackedLayer layer, Digest inputs)
            throws IOException {
        ImageConfig config = config(recipe, List.of(layer.diffId()));
        OciLayout layout = OciLayout.of(
                config.format(Instant.ofEpochSecond(request.outputTimestamp())),
                recipe.platform(),
                List.of(layer.descriptor()),
                new TreeMap<>(),
                request.refName());
        FileTree files = files(layout, layer, request.outputTimestamp());
        StagedOutputs.Output written;
        try (StagedOutputs outputs = StagedOutputs.in(held)) {
            written = outputs.add(request.image().toAbsolutePath(), sink -> TarWriter.write(files, sink));
            outputs.commit();
            UpToDateRecord.of(inputs, List.of(layout.manifest().digest().toString()), List.of(written))
                    .write(UpToDateRecord.fileFor(request.image()));
        }
        environment
                .log()
                .on(new BuildEvent.WroteImage(
                        written.path(), written.size(), layout.manifest().digest()));
        return new PackagedImage(layout.manifest().digest(), request.image(), written.size(), written.digest());
    }

    private static ImageConfig config(Recipe recipe, List<Digest> diffIds) {
        RecipeConfig run = recipe.config();
        return new ImageConfig(
                recipe.platform(),
                run.entrypoint(),
                run.cmd(),
                run.env(),
                run.workingDir(),
                run.user(),
                run.labels(),
                diffIds);
    }

    /** An image whose program cannot start is of no use as a container, but it may still become a part of something: no error. */
    private void warnOfCommand(Recipe recipe, FileTree tree) {
        RecipeConfig run = recipe.config();
        CommandCheck.complaint(tree, config(recipe, List.of())).ifPresent(complaint -> environment
                .log()
                .warn(run.places().at(run.entrypoint().isEmpty() ? "cmd" : "entrypoint") + ": " + complaint));
    }

    private static FileTree files(OciLayout layout, PackedLayer layer, long mtime) {
        TreeBuilder files = new TreeBuilder(mtime);
        layout.files().forEach((path, content) -> files.put(file(path, content, mtime)));
        files.put(file(OciLayout.blobPath(layer.blob().digest()), layer.blob(), mtime));
        return files.build();
    }

    private static Entry file(String path, Content content, long mtime) {
        return new Entry(path, Attributes.of(0644, mtime), new Node.RegularFile(content, path), Origin.NONE);
    }
}
