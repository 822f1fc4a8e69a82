package dev.slipway.spec;

import dev.slipway.spec.container.Container;
import dev.slipway.spec.container.Id;
import dev.slipway.spec.container.ImageField;
import dev.slipway.yaml.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What LinuxKit YAML says: the sections of one file, or of several merged from left to right. */
public record LinuxKit(
        Kernel kernel,
        List<ImageField> init,
        List<Container> onboot,
        List<Container> onshutdown,
        List<Container> services,
        List<Volume> volumes,
        List<FileEntry> files,
        @Nullable Trust trust,
        List<LegacyOutput> outputs) {
    private static final int FIRST_ALLOCATED_ID = 100;

    public LinuxKit {
        init = List.copyOf(init);
        onboot = List.copyOf(onboot);
        onshutdown = List.copyOf(onshutdown);
        services = List.copyOf(services);
        volumes = List.copyOf(volumes);
        files = List.copyOf(files);
        outputs = List.copyOf(outputs);
    }

    /**
     * Reads YAML files and merges them from left to right: keys of {@code kernel} override, lists are appended.
     *
     * @throws dev.slipway.problem.Problem with all that is wrong in the files
     */
    public static LinuxKit parse(List<SpecText> texts) {
        return LinuxKitReader.read(texts);
    }

    /** The JSON Schema of one file, for editors. */
    public static String schema() {
        return Schema.of("LinuxKit YAML", LinuxKitReader::file);
    }

    /**
     * What is right but may not be meant, in the order of the text.
     *
     * @param goals gives the goal that makes a format
     */
    public List<Warning> warnings(Function<String, Optional<String>> goals) {
        return new LegacySyntax(this, goals).warnings();
    }

    /** Every image that is named, in the order of the stages: kernel, init, volumes, onboot, onshutdown, services. */
    public List<ImageField> images() {
        List<ImageField> images = new ArrayList<>();
        Optional.ofNullable(kernel.image()).ifPresent(images::add);
        images.addAll(init);
        volumes.stream().flatMap(volume -> Stream.ofNullable(volume.image())).forEach(images::add);
        containers().map(Container::image).forEach(images::add);
        return List.copyOf(images);
    }

    /** All containers: onboot, onshutdown, services. */
    public Stream<Container> containers() {
        return Stream.of(onboot, onshutdown, services).flatMap(List::stream);
    }

    /** The volume of this name. */
    public Optional<Volume> volume(String name) {
        return volumes.stream().filter(volume -> volume.name().equals(name)).findFirst();
    }

    /**
     * The number of a user or group. Containers have numbers from 100 on in the order of {@link #containers}; of two with
     * the same name the later counts.
     *
     * @return empty if no container has this name
     */
    public OptionalLong idOf(Id id) {
        if (id instanceof Id.Number number) {
            return OptionalLong.of(number.value());
        }
        String name = id.toString();
        if (name.isEmpty() || name.equals("root")) {
            return OptionalLong.of(0);
        }
        Long allocated = allocatedIds().get(name);
        return allocated == null ? OptionalLong.empty() : OptionalLong.of(allocated);
    }

    private Map<String, Long> allocatedIds() {
        Map<String, Long> ids = new LinkedHashMap<>();
        long next = FIRST_ALLOCATED_ID;
        for (Container container : containers().toList()) {
            ids.put(container.name(), next++);
        }
        return ids;
    }
}
