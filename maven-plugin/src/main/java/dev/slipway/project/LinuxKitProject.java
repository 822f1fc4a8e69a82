package dev.slipway.project;

import dev.slipway.incremental.Inputs;
import dev.slipway.incremental.SeenFiles;
import dev.slipway.oci.Platform;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files that say what to build.
 *
 * @param config YAML files, merged from left to right
 * @param lock the lock file
 * @param platforms the platforms that images are chosen for; at least one
 * @param properties what <code>${name}</code> in the YAML is replaced with; empty if it is not filtered
 * @param decompressKernel whether the kernel is taken out of its wrapping
 * @param trust what has to be proven of the images
 * @param memoryLimit bytes of memory that the machine will have; 0 if that is unknown
 * @param sources folder that relative paths of files count from; null for the YAML's own
 */
public record LinuxKitProject(
        List<Path> config,
        Path lock,
        List<Platform> platforms,
        Map<String, String> properties,
        boolean decompressKernel,
        TrustSettings trust,
        long memoryLimit,
        @Nullable Path sources) {
    public LinuxKitProject {
        config = List.copyOf(config);
        platforms = List.copyOf(platforms);
        properties = Map.copyOf(properties);
    }

    /**
     * @param lock null for the default: beside the last YAML file, with its name and the ending {@code .lock}
     * @param platform {@code os/architecture[/variant]}
     */
    public static LinuxKitProject of(List<Path> config, @Nullable Path lock, String platform) {
        Path last = config.get(config.size() - 1);
        Path place = lock != null ? lock : last.resolveSibling(baseName(last) + ".lock");
        return new LinuxKitProject(
                config, place, List.of(Platform.parse(platform)), Map.of(), false, TrustSettings.DEFAULT, 0, null);
    }

    /** The platform that is built; of several the first. */
    public Platform platform() {
        return platforms.get(0);
    }

    /**
     * The same for several platforms, each once.
     *
     * @param names {@code os/architecture[/variant]} each
     */
    public LinuxKitProject withPlatforms(List<String> names) {
        List<Platform> all = names.stream().map(Platform::parse).distinct().toList();
        return withPlatformList(all);
    }

    /** This project for each of its platforms alone. */
    public List<LinuxKitProject> perPlatform() {
        return platforms.stream()
                .map(platform -> withPlatformList(List.of(platform)))
                .toList();
    }

    /** This project for one of its platforms: the named one, or the first if that is none of them. */
    public LinuxKitProject forPlatform(String name) {
        Platform wanted = Platform.parse(name);
        return withPlatformList(List.of(platforms.contains(wanted) ? wanted : platform()));
    }

    private LinuxKitProject withPlatformList(List<Platform> others) {
        return new LinuxKitProject(config, lock, others, properties, decompressKernel, trust, memoryLimit, sources);
    }

    /** The same with properties that are put into the YAML. */
    public LinuxKitProject withProperties(Map<String, String> others) {
        return new LinuxKitProject(config, lock, platforms, others, decompressKernel, trust, memoryLimit, sources);
    }

    /** The same with a kernel as it is, or taken out of its wrapping. */
    public LinuxKitProject withDecompressedKernel(boolean wanted) {
        return new LinuxKitProject(config, lock, platforms, properties, wanted, trust, memoryLimit, sources);
    }

    /** The same with another policy. */
    public LinuxKitProject withTrust(TrustSettings other) {
        return new LinuxKitProject(config, lock, platforms, properties, decompressKernel, other, memoryLimit, sources);
    }

    /** The same for a machine with so many bytes of memory. */
    public LinuxKitProject withMemoryLimit(long bytes) {
        return new LinuxKitProject(config, lock, platforms, properties, decompressKernel, trust, bytes, sources);
    }

    /** The same with another folder for {@code source}. */
    public LinuxKitProject withSources(Path folder) {
        return new LinuxKitProject(
                config, lock, platforms, properties, decompressKernel, trust, memoryLimit, folder.toAbsolutePath());
    }

    /** The folder that relative paths of {@code source} count from. */
    public Path sourceFolder() {
        return sources == null ? folder() : sources;
    }

    /** The folder that relative paths in the YAML count from. */
    public Path folder() {
        Path folder = config.get(config.size() - 1).toAbsolutePath().getParent();
        return folder == null ? Path.of("/") : folder;
    }

    /** All that is said of the project, but for the content of its files. */
    public Inputs addTo(Inputs settings) {
        return settings.add("yaml", config)
                .add("lock", lock)
                .add("platforms", platforms)
                .add("properties", new TreeMap<>(properties))
                .add("decompressed kernel", decompressKernel)
                .add("policy", String.valueOf(trust.policy()))
                .add("at least", trust.atLeast())
                .add("base", String.valueOf(trust.base()))
                .add("memory limit", memoryLimit)
                .add("sources", sourceFolder())
                .add("home", System.getProperty("user.home"));
    }

    /** YAML and lock, before they are read. */
    public SeenFiles look() {
        SeenFiles seen = new SeenFiles();
        config.forEach(file -> ProjectFile.look(file, seen));
        ProjectFile.look(lock, seen);
        return seen;
    }

    /** Base name of the outputs, as LinuxKit chooses it: the last YAML file's name without its ending. */
    public String name() {
        return baseName(config.get(config.size() - 1));
    }

    private static String baseName(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }
}
