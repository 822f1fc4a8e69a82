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
import dev.slipway.recipe.debian.PackageLocks;
import dev.slipway.result.BuildTarget;
import dev.slipway.result.BuiltOutput;
import dev.slipway.result.IncrementalBuild;
import dev.slipway.result.ResultFile;
import dev.slipway.spec.container.ContainerSettings;
import dev.slipway.spec.container.LinuxKitLabel;
import dev.slipway.store.Store;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.TreeBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            PackageLocks locks = new PackageLockFile(environment.log(), apt).read(recipe, request);
            recipe.requireLocks(locks);
            Digest inputs = RecipeInputs.of(request, recipe, new LocalFolder(base(request)), environment.artifacts());
            BuildTarget image = new BuildTarget(inputs, FILE, KINDS, () -> plan(request, recipe, locks));
            return build.run(List.of(image), new ResultFile.Source(recipe.platforms(), request.lock()))
                    .get(0);
        }
    }

    /** Relative paths of the recipe start here. */
    private static Path base(PackageRequest request) {
        return Objects.requireNonNull(request.recipe().toAbsolutePath().getParent());
    }

    private OutputPlan plan(PackageRequest request, Recipe recipe, PackageLocks locks) throws IOException {
        Iterator<PackageLock> lock = locks.inOrder(recipe.platformNames()).iterator();
        List<PlatformImage> images = new ArrayList<>();
        for (Recipe each : recipe.perPlatform()) {
            images.add(image(request, each, lock.next()));
        }
        List<String> warnings = warnings(images);
        warnings.forEach(environment.log()::warn);
        OciLayout layout = images.size() == 1
                ? images.get(0).layout()
                : OciLayout.ofAll(images.stream().map(PlatformImage::layout).toList(), request.refName());
        List<Content> layers =
                images.stream().map(image -> image.layer().blob()).toList();
        FileTree files = files(layout, layers, request.outputTimestamp());
        return OutputPlan.of(new OutputPlan.Artifact(
                        FILE,
                        TarWriter.size(files.entries()),
                        sink -> TarWriter.write(files, sink),
                        List.of(),
                        layout.manifest().digest()))
                .withWarnings(warnings);
    }

    private PlatformImage image(PackageRequest request, Recipe recipe, PackageLock lock) throws IOException {
        try (PassingStore passing = PassingStore.in(request.names())) {
            return image(request, recipe, sources(request, recipe, lock, passing.store()), lock);
        }
    }

    private PlatformImage image(PackageRequest request, Recipe recipe, PackageSources sources, PackageLock lock)
            throws IOException {
        FileTree tree = new Assembler(sources, request.outputTimestamp()).assemble(recipe.contents());
        List<String> warnings = new ArrayList<>();
        CommandCheck.complaint(tree, config(recipe, List.of()))
                .ifPresent(complaint -> warnings.add(commandPlace(recipe) + ": " + complaint));
        if (!lock.pins().isEmpty()) {
            List<String> missing = new MissingLibraries(lock, sources::unpacked).complaints(tree);
            requireLibraries(recipe, missing);
            missing.forEach(complaint -> warnings.add(recipe.fileName() + ": " + complaint));
        }
        PackedLayer layer = PackedLayer.of(tree, store);
        OciLayout layout = OciLayout.of(
                config(recipe, List.of(layer.diffId())).format(Instant.ofEpochSecond(request.outputTimestamp())),
                recipe.platform(),
                List.of(layer.descriptor()),
                new TreeMap<>(),
                request.refName());
        return new PlatformImage(recipe.platform(), layer, layout, warnings);
    }

    /** What the platforms have in common is said once. */
    private static List<String> warnings(List<PlatformImage> images) {
        Map<String, List<String>> platforms = new LinkedHashMap<>();
        for (PlatformImage image : images) {
            for (String warning : image.warnings()) {
                platforms
                        .computeIfAbsent(warning, any -> new ArrayList<>())
                        .add(image.platform().toString());
            }
        }
        List<String> warnings = new ArrayList<>();
        platforms.forEach((warning, of) ->
                warnings.add(of.size() == images.size() ? warning : warning + " (" + String.join(", ", of) + ")"));
        return warnings;
    }

    private PackageSources sources(PackageRequest request, Recipe recipe, PackageLock lock, Store passing)
            throws IOException {
        FileFetch fetch = new FileFetch(Registries.files(environment), environment.offline(), environment.log());
        DebianMirror mirror =
                new DebianMirror(store, fetch, () -> DebianArchive.find(request.debianMirror(), recipe.suites(), apt));
        mirror.fetchAll(lock.pins(), environment.log());
        PackageSources.Remote remote = new PackageSources.Remote(lock, mirror, fetch, environment.artifacts());
        return new PackageSources(kept(store), kept(passing), base(request), remote);
    }

    private PackageSources.Kept kept(Store in) {
        return new PackageSources.Kept(in, new LayerStore(in, environment.layerLimit(), environment.log()));
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

    /**
     * An image that is started by itself has to have the libraries of its programs. One that says no program may become a part of
     * something that has them, as {@code runc} does.
     */
    private static void requireLibraries(Recipe recipe, List<String> missing) {
        RecipeConfig run = recipe.config();
        if (missing.isEmpty() || run.entrypoint().isEmpty() && run.cmd().isEmpty()) {
            return;
        }
        List<String> next = new ArrayList<>(missing.subList(1, missing.size()));
        next.add(
                "Add the package of each library, or leave the program out with 'exclude'. In an image without 'entrypoint'"
                        + " and 'cmd', which becomes a part of another, this is a warning.");
        throw Problem.user(recipe.fileName(), missing.get(0), String.join("\n", next));
    }

    /** An image whose program cannot start is of no use as a container, but it may still become a part of something: no error. */
    private static Place commandPlace(Recipe recipe) {
        RecipeConfig run = recipe.config();
        return run.places().at(run.entrypoint().isEmpty() ? "cmd" : "entrypoint");
    }

    private static FileTree files(OciLayout layout, List<Content> layers, long mtime) {
        TreeBuilder files = new TreeBuilder(mtime);
        layout.files().forEach((path, content) -> files.put(Entry.file(path, 0644, mtime, content)));
        layers.forEach(layer -> files.put(Entry.file(OciLayout.blobPath(layer.digest()), 0644, mtime, layer)));
        return files.build();
    }
}
