package dev.slipway.mojo;

import dev.slipway.archive.grub.SampleGrub;
import dev.slipway.archive.tar.TarWriter;
import dev.slipway.content.Content;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.MavenProject;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.internal.impl.SimpleLocalRepositoryManagerFactory;
import org.eclipse.aether.repository.LocalRepository;

/** A project, a registry, and what Maven hands to a goal of the project: Maven's own objects, so that the harness mocks nothing. */
final class MavenFixture implements AutoCloseable {
    private static final long TIME = 1492533000;

    final RegistryFixture registry = new RegistryFixture();
    final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    final MavenExecutionRequest request = new DefaultMavenExecutionRequest();
    final DefaultRepositorySystemSession repositories = MavenRepositorySystemUtils.newSession();
    final MavenProject project;
    final MavenSession session;
    final MojoExecution execution;
    final Path folder;

    /** As Maven makes it: one for each project and plugin. */
    private final Map<String, Object> pluginContext = new ConcurrentHashMap<>();

    /** Opens a project of packaging {@code os-image} in a folder, with an execution of a goal. */
    @SuppressWarnings("deprecation") // Maven itself makes sessions so.
    MavenFixture(Path folder, String goal) throws Exception {
        this.folder = folder;
        project = project(folder);
        request.setBaseDirectory(folder.toFile());
        request.setPom(project.getFile());
        request.setInteractiveMode(false);
        property("slipway.mirrors", "docker.io=http://" + registry.host());
        // The harness puts the folder of the tests where Maven puts ${basedir}.
        property("slipway.config", folder.resolve("linuxkit.yml").toString());
        property("slipway.recipe", folder.resolve("package.yml").toString());
        repositories.setLocalRepositoryManager(new SimpleLocalRepositoryManagerFactory()
                .newInstance(
                        repositories,
                        new LocalRepository(folder.resolve("repository").toFile())));
        session = new MavenSession(null, repositories, request, new DefaultMavenExecutionResult());
        session.setProjects(List.of(project));
        session.setAllProjects(List.of(project));
        execution = execution(goal);
    }

    /** Another module of the build, with an empty file. */
    void addModule(String name, String file) throws IOException {
        write(name + "/" + file, "");
        MavenProject module = project(folder.resolve(name));
        session.setProjects(List.of(project, module));
        session.setAllProjects(List.of(project, module));
    }

    private static MavenProject project(Path folder) {
        Model model = new Model();
        model.setGroupId("com.example");
        model.setArtifactId("appliance");
        model.setVersion("1.0");
        model.setPackaging("os-image");
        Build build = new Build();
        build.setDirectory(folder.resolve("target").toString());
        build.setFinalName("appliance-1.0");
        model.setBuild(build);
        MavenProject project = new MavenProject(model);
        project.setFile(folder.resolve("pom.xml").toFile());
        project.setRemoteArtifactRepositories(List.of());
        project.setPluginArtifactRepositories(List.of());
        project.setArtifact(new DefaultArtifact(
                "com.example", "appliance", "1.0", null, "os-image", null, new DefaultArtifactHandler("os-image")));
        return project;
    }

    private static MojoExecution execution(String goal) throws Exception {
        try (var reader = Files.newBufferedReader(GoalsFixture.DESCRIPTOR)) {
            PluginDescriptor descriptor = new PluginDescriptorBuilder().build(reader);
            Plugin plugin = new Plugin();
            plugin.setGroupId(descriptor.getGroupId());
            plugin.setArtifactId(descriptor.getArtifactId());
            plugin.setVersion(descriptor.getVersion());
            descriptor.setPlugin(plugin);
            return new MojoExecution(descriptor.getMojo(goal), "default-" + goal, MojoExecution.Source.LIFECYCLE);
        }
    }

    /** Sets a property as {@code -D} does. */
    MavenFixture property(String name, String value) {
        request.getUserProperties().setProperty(name, value);
        return this;
    }

    /** Writes a file of the project. */
    MavenFixture write(String file, String text) {
        try {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a YAML with a kernel and one more image, and pushes the two. */
    MavenFixture withSystem() {
        push("kernel", Map.of("kernel", Content.of("the kernel"), "kernel.tar", tar(Map.of())));
        push("init", Map.of("init", Content.of("#!/bin/sh\n")));
        return write(
                "linuxkit.yml", "kernel: {image: 'team/kernel:kernel', cmdline: quiet}\ninit: ['team/init:init']\n");
    }

    /** Pushes a boot loader for amd64 as {@code team/loader:loader}; no machine starts from it. */
    MavenFixture withBootLoader() {
        Map<String, Content> files = new HashMap<>(Map.of(
                "isolinux/isolinux.bin", Content.of("isolinux ".repeat(500)),
                "isolinux/ldlinux.c32", Content.of("ldlinux ".repeat(900)),
                "isolinux/isohdpfx.bin", Content.of("c".repeat(432)),
                "EFI/BOOT/BOOTX64.EFI", Content.of("shim ".repeat(9000)),
                "EFI/BOOT/grubx64.efi", Content.of("grub ".repeat(20_000))));
        SampleGrub.files().forEach((name, bytes) -> files.put("grub/i386-pc/" + name, Content.of(bytes)));
        push("loader", files);
        return property("slipway.bootLoader", "team/loader:loader");
    }

    private void push(String tag, Map<String, Content> files) {
        try (var bytes = tar(files).open()) {
            registry.image(tag, "linux/amd64", bytes.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Content tar(Map<String, Content> files) {
        TreeBuilder tree = new TreeBuilder(TIME);
        files.forEach((path, content) ->
                tree.put(new Entry(path, Attributes.of(0755, TIME), new Node.RegularFile(content, path), Origin.NONE)));
        try {
            ByteArrayOutputStream tar = new ByteArrayOutputStream();
            TarWriter.write(tree.build(), tar);
            return Content.of(tar.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a goal, which Maven gives a map that all goals of a project share. */
    void run(Mojo goal) throws MojoExecutionException, MojoFailureException {
        ((GoalMojo) goal).setPluginContext(pluginContext);
        goal.execute();
    }

    /** Makes a goal another execution of the project. */
    void as(Mojo goal, String executionId) throws IllegalAccessException {
        MojoExtension.setVariableValueToObject(
                goal,
                "execution",
                new MojoExecution(execution.getMojoDescriptor(), executionId, MojoExecution.Source.LIFECYCLE));
    }

    /** What is attached, as {@code type[:classifier] file}. */
    List<String> attached() {
        return project.getAttachedArtifacts().stream()
                .map(artifact -> artifact.getType() + (artifact.hasClassifier() ? ":" + artifact.getClassifier() : "")
                        + " " + artifact.getFile().getName())
                .toList();
    }

    /** The log as the harness hands it to goals; each line of {@link #lines} begins with its level. */
    Log log() {
        return new SystemStreamLog() {
            @Override
            public void debug(CharSequence line) {
                lines.add("debug: " + line);
            }

            @Override
            public void info(CharSequence line) {
                lines.add("info: " + line);
            }

            @Override
            public void warn(CharSequence line) {
                lines.add("warn: " + line);
            }
        };
    }

    @Override
    public void close() {
        registry.close();
    }
}
