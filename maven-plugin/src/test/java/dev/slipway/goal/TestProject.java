package dev.slipway.goal;

import dev.slipway.archive.tar.TarWriter;
import dev.slipway.content.Content;
import dev.slipway.environment.ArtifactNotFound;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.environment.BuildLog;
import dev.slipway.environment.BuildSession;
import dev.slipway.oci.Descriptor;
import dev.slipway.output.format.KernelInitrd;
import dev.slipway.output.format.OutputFormat;
import dev.slipway.output.format.OutputKind;
import dev.slipway.output.format.Tar;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.registry.RegistryFixture;
import dev.slipway.result.BuiltOutput;
import dev.slipway.result.OutputNames;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A project folder, a registry, and the goals run on them as a mojo would. */
public final class TestProject implements AutoCloseable {
    public static final Map<String, String> KERNEL_IMAGE = Map.of("kernel", "the kernel", "kernel.tar", "");
    private static final long TIMESTAMP = 1492533000;

    final RegistryFixture registry = new RegistryFixture();
    public final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final Path folder;
    boolean offline;

    /** What the next goals share; null if each is a build of its own. */
    @Nullable
    BuildSession session;

    String platform = "linux/amd64";
    String compression = "auto";
    String mirror = registry.host();
    BuildEnvironment.Artifacts artifacts = (group, artifact, version, classifier, type) -> {
        throw new ArtifactNotFound("maven:" + group + ":" + artifact, "no repository has it", "Build it.", null);
    };

    public TestProject(Path folder) {
        this.folder = folder;
    }

    public TestProject yaml(String text) {
        write("linuxkit.yml", text);
        return this;
    }

    public void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pushes an image of files to {@code docker.io/team/<tag>:<tag>}. */
    public Descriptor push(String tag, Map<String, String> files) {
        return registry.image(tag, "linux/amd64", layer(files));
    }

    static byte[] layer(Map<String, String> files) {
        TreeBuilder tree = new TreeBuilder(TIMESTAMP);
        files.forEach((path, text) -> tree.put(new Entry(
                path, Attributes.of(0755, TIMESTAMP), new Node.RegularFile(content(path, text), path), Origin.NONE)));
        return tar(tree);
    }

    private static Content content(String path, String text) {
        if (path.endsWith(".stub")) {
            return Content.of(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return path.endsWith(".tar") ? Content.of(tar(new TreeBuilder(0))) : Content.of(text);
    }

    private static byte[] tar(TreeBuilder tree) {
        try {
            ByteArrayOutputStream tar = new ByteArrayOutputStream();
            TarWriter.write(tree.build(), tar);
            return tar.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void resolve(String... update) throws IOException {
        new LockImages(environment()).run(project(), List.of(update), false);
    }

    public Built initrd() throws IOException {
        return initrd(folder.resolve("target"));
    }

    /** Builds, whether or not there is anything to do. */
    Built initrd(Path output) throws IOException {
        Path record = output.resolve("slipway/os-initrd.img.up-to-date");
        if (Files.exists(record)) {
            Files.delete(record);
        }
        return build(output);
    }

    /** Builds what is not up to date. */
    Built again() throws IOException {
        return build(folder.resolve("target"));
    }

    Built build(Path output) throws IOException {
        return new Built(build(OutputNames.of(output, "os"), TIMESTAMP, new KernelInitrd(compression)));
    }

    /** The kernel, initrd and command line that are there after a build. */
    public record Built(List<BuiltOutput> outputs) {
        Optional<Path> kernel() {
            return file(KernelInitrd.KERNEL);
        }

        Optional<Path> initrd() {
            return file(KernelInitrd.INITRD);
        }

        Optional<Path> cmdline() {
            return file(KernelInitrd.CMDLINE);
        }

        private Optional<Path> file(OutputKind kind) {
            return outputs.stream()
                    .filter(output -> output.kind() == kind)
                    .map(BuiltOutput::file)
                    .findFirst();
        }
    }

    /** Builds in some formats. */
    List<BuiltOutput> build(OutputNames names, long timestamp, OutputFormat... formats) throws IOException {
        return new BuildSystem(environment())
                .run(project(), new BuildSystem.Request(names, timestamp, List.of(formats)));
    }

    /** Builds the tar. */
    void tar() throws IOException {
        build(OutputNames.of(folder.resolve("target"), "os"), 0, new Tar());
    }

    public LinuxKitProject project() {
        return LinuxKitProject.of(List.of(folder.resolve("linuxkit.yml")), null, platform);
    }

    BuildEnvironment environment() {
        BuildEnvironment alone = new BuildEnvironment(
                folder.resolve("store"),
                offline,
                List.of("docker.io=http://" + mirror),
                List.of(),
                List.of(),
                id -> Optional.empty(),
                artifacts,
                new Recorder(log));
        return session == null ? alone : alone.in(session);
    }

    /** Files below the project that a user would call outputs, and what was left half-written. */
    List<String> outputs() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(file -> file.startsWith("target") || file.endsWith(".part") || file.endsWith(".lock"))
                    .filter(file -> !file.startsWith("store/locks") && !file.endsWith("slipway/build.lock"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text without what differs from run to run. */
    String plain(String text) {
        return text.replace(folder.toString(), "DIR")
                .replace(registry.host(), "HOST")
                .replace(mirror, "HOST")
                .replaceAll("settings.xml, /.*json", "settings.xml, DOCKER'S AND PODMAN'S FILES")
                .replaceAll("sha256:[0-9a-f]{64}", "sha256:HEX");
    }

    @Override
    public void close() {
        registry.close();
    }

    public record Recorder(List<String> lines) implements BuildLog {
        @Override
        public void info(String line) {
            lines.add(line);
        }

        @Override
        public void detail(String line) {
            lines.add("detail: " + line);
        }

        @Override
        public void warn(String line) {
            lines.add("warning: " + line);
        }
    }
}
