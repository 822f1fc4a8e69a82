package dev.slipway.spec;

import dev.slipway.problem.Place;
import dev.slipway.problem.Places;
import dev.slipway.yaml.Findings;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.Reading;
import dev.slipway.yaml.ValueReader;
import dev.slipway.yaml.Yaml;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads whole files and merges them. */
final class LinuxKitReader {
    private static final List<String> SYSTEM_KEYS =
            List.of("kernel", "init", "onboot", "onshutdown", "services", "volumes", "files");

    /** What {@code linuxkit pkg build} reads from a build.yml (LinuxKit, pkglib). */
    private static final List<String> PACKAGE_KEYS = List.of(
            "image",
            "org",
            "tag",
            "dockerfile",
            "arches",
            "extra-sources",
            "gitrepo",
            "network",
            "disable-content-trust",
            "disable-cache",
            "config",
            "buildArgs",
            "depends");

    private LinuxKitReader() {}

    static LinuxKit read(List<SpecText> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("no YAML file");
        }
        Findings findings = new Findings();
        List<LinuxKit> files = texts.stream()
                .flatMap(text -> Stream.ofNullable(Yaml.read(text.text(), text.file(), findings, LinuxKitReader::file)))
                .toList();
        boolean complete = findings.isEmpty();
        if (!files.isEmpty()) {
            LinuxKit merged = files.stream().reduce(LinuxKitReader::append).orElseThrow();
            new Consistency(merged, findings).check(complete);
            findings.refuseIfAny();
            return merged;
        }
        findings.refuseIfAny();
        throw new IllegalStateException("nothing was read, yet nothing was found wrong");
    }

    static LinuxKit file(ObjectReader keys) {
        if (keys.has("image") && SYSTEM_KEYS.stream().noneMatch(keys::has)) {
            keys.refuse(
                    "this is a package file of LinuxKit (build.yml), not a system",
                    "Name the YAML of the system with -Dslipway.config=<file>. To make an image, write a package.yml and run"
                            + " the goal package: it takes the place of 'linuxkit pkg build'");
            PACKAGE_KEYS.forEach(keys::value);
        }
        Kernel kernel = keys.object("kernel", LinuxKitReader::kernel);
        return new LinuxKit(
                kernel == null ? noKernel(keys.place()) : kernel,
                list(keys, "init", ContainerReader::image),
                list(keys, "onboot", value -> value.object(ContainerReader::read)),
                list(keys, "onshutdown", value -> value.object(ContainerReader::read)),
                list(keys, "services", value -> value.object(ContainerReader::read)),
                list(keys, "volumes", value -> value.object(VolumeReader::read)),
                list(keys, "files", value -> value.object(FileEntryReader::read)),
                keys.object("trust", LinuxKitReader::trust),
                list(keys, "outputs", value -> value.object(LinuxKitReader::output)));
    }

    private static <T> List<T> list(ObjectReader keys, String key, Reading<ValueReader, T> item) {
        List<T> list = keys.list(key, item);
        return list == null ? List.of() : list;
    }

    private static Kernel noKernel(Place place) {
        return new Kernel(null, "", null, null, null, Places.of(place, new TreeMap<>()));
    }

    private static Kernel kernel(ObjectReader keys) {
        String cmdline = keys.text("cmdline");
        return new Kernel(
                ContainerReader.optionalImage(keys.value("image")),
                cmdline == null ? "" : cmdline,
                keys.text("binary"),
                keys.text("tar"),
                keys.text("ucode"),
                keys.places());
    }

    private static Trust trust(ObjectReader keys) {
        List<String> images = keys.texts("image");
        List<String> organisations = keys.texts("org");
        return new Trust(
                images == null ? List.of() : images, organisations == null ? List.of() : organisations, keys.place());
    }

    private static @Nullable Output output(ObjectReader keys) {
        ValueReader value = keys.required("format");
        String format = value == null ? null : value.oneOf(Output.FORMATS);
        return value == null || format == null ? null : new Output(format, value.place());
    }

    private static LinuxKit append(LinuxKit left, LinuxKit right) {
        return new LinuxKit(
                right.kernel().over(left.kernel()),
                concat(left, right, LinuxKit::init),
                concat(left, right, LinuxKit::onboot),
                concat(left, right, LinuxKit::onshutdown),
                concat(left, right, LinuxKit::services),
                concat(left, right, LinuxKit::volumes),
                concat(left, right, LinuxKit::files),
                trust(left.trust(), right.trust()),
                concat(left, right, LinuxKit::outputs));
    }

    private static <T> List<T> concat(LinuxKit left, LinuxKit right, Function<LinuxKit, List<T>> section) {
        return Stream.of(left, right).map(section).flatMap(List::stream).toList();
    }

    private static @Nullable Trust trust(@Nullable Trust left, @Nullable Trust right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return new Trust(
                Stream.of(left, right).flatMap(trust -> trust.images().stream()).toList(),
                Stream.of(left, right)
                        .flatMap(trust -> trust.organisations().stream())
                        .toList(),
                left.place());
    }
}
