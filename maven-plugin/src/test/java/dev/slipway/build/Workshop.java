package dev.slipway.build;

import dev.slipway.archive.tar.TarWriter;
import dev.slipway.content.Content;
import dev.slipway.oci.Descriptor;
import dev.slipway.registry.RegistryFixture;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A project folder, a registry, and the goals run on them as a mojo would. */
final class Workshop implements AutoCloseable {
    static final Map<String, String> KERNEL_IMAGE = Map.of("kernel", "the kernel", "kernel.tar", "");
    private static final long TIMESTAMP = 1492533000;

    final RegistryFixture registry = new RegistryFixture();
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final Path folder;
    boolean offline;
    String platform = "linux/amd64";
    String compression = "auto";
    String mirror = registry.host();
    Machine.Artifacts artifacts = (group, artifact, version, classifier, type) -> {
        throw new ArtifactNotFound("maven:" + group + ":" + artifact, "no repository has it", "Build it.", null);
    };

    Workshop(Path folder) {
        this.folder = folder;
    }

    Workshop yaml(String text) {
        write("linuxkit.yml", text);
        return this;
    }

    void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pushes an image of files to {@code docker.io/team/<tag>:<tag>}. */
    Descriptor push(String tag, Map<String, String> files) {
        return registry.image(tag, "linux/amd64", layer(files));
    }

    static byte[] layer(Map<String, String> files) {
        TreeBuilder tree = new TreeBuilder(TIMESTAMP);
        files.forEach((path, text) -> tree.put(new Entry(
                path, Attributes.of(0755, TIMESTAMP), new Node.RegularFile(content(path, text), path), Origin.NONE)));
        return tar(tree);
    }

    private static Content content(String path, String text) {
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

    void resolve(String... update) throws IOException {
        new LockImages(machine()).run(project(), List.of(update), false);
    }

    BuildInitrd.Result initrd() throws IOException {
        return initrd(folder.resolve("target"));
    }

    /** Builds, whether or not there is anything to do. */
    BuildInitrd.Result initrd(Path output) throws IOException {
        Path receipt = output.resolve("slipway/os-initrd.img.receipt");
        if (Files.exists(receipt)) {
            Files.delete(receipt);
        }
        return build(output);
    }

    /** Builds what is not up to date. */
    BuildInitrd.Result again() throws IOException {
        return build(folder.resolve("target"));
    }

    BuildInitrd.Result build(Path output) throws IOException {
        return new BuildInitrd(machine())
                .run(project(), new BuildInitrd.Request(OutputNames.of(output, "os"), compression, TIMESTAMP));
    }

    LinuxKitProject project() {
        return LinuxKitProject.of(List.of(folder.resolve("linuxkit.yml")), null, platform);
    }

    Machine machine() {
        return new Machine(
                folder.resolve("store"),
                offline,
                List.of("docker.io=http://" + mirror),
                List.of(),
                List.of(),
                id -> Optional.empty(),
                artifacts,
                new Recorder(log));
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

    record Recorder(List<String> lines) implements BuildLog {
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
