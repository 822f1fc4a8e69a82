package dev.slipway.packaging;

import dev.slipway.archive.tar.TarWriter;
import dev.slipway.compose.program.CommandCheck;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.debian.Apt;
import dev.slipway.debian.DebianArchive;
import dev.slipway.debian.DebianMirror;
import dev.slipway.debian.FileFetch;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.environment.BuildSession;
import dev.slipway.images.LayerStore;
import dev.slipway.images.Registries;
import dev.slipway.oci.ImageConfig;
import dev.slipway.oci.layout.OciLayout;
import dev.slipway.output.format.OutputKind;
import dev.slipway.output.format.OutputPlan;
import dev.slipway.problem.Place;
import dev.slipway.problem.Problem;
import dev.slipway.project.LocalFolder;
import dev.slipway.project.ProjectFile;
import dev.slipway.recipe.Assembler;
import dev.slipway.recipe.Recipe;
import dev.slipway.recipe.RecipeConfig;
import dev.slipway.recipe.RecipeReader;
import dev.slipway.recipe.debian.PackageLock;
import dev.slipway.result.BuildTarget;
import dev.slipway.result.BuiltOutput;
import dev.slipway.result.IncrementalBuild;
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
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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

    public PackageImage(BuildEnvironment environment) throws IOException {
        this(environment, environment.session().ofAllProjects().once(new SharedApt(), Apt::new));
    }

    /** APT says the same to every project of a build, and takes a second of processor time for it. */
    private record SharedApt() implements BuildSession.Key<Apt> {
        @Override
        public Class<Apt> type() {
            return Apt.class;
        }
    }

    PackageImage(BuildEnvironment environment, Apt apt) {
        this.environment = environment;
        this.store = new Store(environment.store(), environment.log()::waitsFor);
        this.apt = apt;
    }

    /**
     * Builds the image, unless it is up to date.
     *
     * @throws Problem if recipe, lock or a source is wrong, or something cannot be had; no file is written then
     */
    public BuiltOutput build(PackageRequest request) throws IOException {
        try (IncrementalBuild build = IncrementalBuild.in(request.names(), environment.log())) {
            Recipe recipe = RecipeReader.read(
                    ProjectFile.text(request.recipe()), request.recipe().toString());
            checkLabel(recipe);
            PackageLock lock = new PackageLockFile(environment.log(), apt).read(recipe, request);
            recipe.requireLock(lock);
            Digest inputs = RecipeInputs.of(request, recipe, new LocalFolder(base(request)), environment.artifacts());
            BuildTarget image = new BuildTarget(inputs, FILE, KINDS, () -> plan(request, recipe, lock));
            return build.run(List.of(image), new ResultFile.Source(recipe.platform(), request.lock()))
                    .get(0);
        }
    }

    /** Relative paths of the recipe start here. */
    private static Path base(PackageRequest request) {
        return Objects.requireNonNull(request.recipe().toAbsolutePath().getParent());
    }

    private OutputPlan plan(PackageRequest request, Recipe recipe, PackageLock lock) throws IOException {
        FileTree tree = assemble(request, recipe, lock);
        List<String> warnings = CommandCheck.complaint(tree, config(recipe, List.of()))
                .map(complaint -> commandPlace(recipe) + ": " + complaint)
                .stream()
                .toList();
        warnings.forEach(environment.log()::warn);
        PackedLayer layer = PackedLayer.of(tree, store);
        OciLayout layout = OciLayout.of(
                config(recipe, List.of(layer.diffId())).format(Instant.ofEpochSecond(request.outputTimestamp())),
                recipe.platform(),
                List.of(layer.descriptor()),
                new TreeMap<>(),
                request.refName());
        FileTree files = files(layout, layer, request.outputTimestamp());
        return OutputPlan.of(new OutputPlan.Artifact(
                        FILE,
                        TarWriter.size(files.entries()),
                        sink -> TarWriter.write(files, sink),
                        List.of(),
                        layout.manifest().digest()))
                .withWarnings(warnings);
    }

    private FileTree assemble(PackageRequest request, Recipe recipe, PackageLock lock) throws IOException {
        FileFetch fetch = new FileFetch(Registries.files(environment), environment.offline(), environment.log());
        DebianMirror mirror = new DebianMirror(
                store, fetch, () -> DebianArchive.find(request.debianMirror(), String.valueOf(recipe.suite()), apt));
        mirror.fetchAll(lock.pins(), environment.log());
        PackageSources.Remote remote = new PackageSources.Remote(lock, mirror, fetch, environment.artifacts());
        LayerStore layers = new LayerStore(store, environment.layerLimit(), environment.log());
        return new Assembler(new PackageSources(store, layers, base(request), remote), request.outputTimestamp())
                .assemble(recipe.contents());
    }

    // A label that composing would refuse later is refused where it can be corrected.
    private static void checkLabel(Recipe recipe) {
        String label = recipe.config().labels().get(LinuxKitLabel.NAME);
        if (label != null) {
            ContainerSettings.parseLabel(label, recipe.fileName());
        }
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
    private static Place commandPlace(Recipe recipe) {
        RecipeConfig run = recipe.config();
        return run.places().at(run.entrypoint().isEmpty() ? "cmd" : "entrypoint");
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
