package dev.slipway.spec;

import dev.slipway.problem.Place;
import dev.slipway.problem.Places;
import dev.slipway.spec.container.ContainerReader;
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
        refusePackageFile(keys);
        Kernel kernel = keys.about("The kernel and its command line; without it the system has no kernel of its own.")
                .object("kernel", LinuxKitReader::kernel);
        return new LinuxKit(
                kernel == null ? noKernel(keys.place()) : kernel,
                list(
                        keys.about(
                                "Images that are unpacked over each other at the root, in this order: the init program and what it needs."),
                        "init",
                        ContainerReader::image),
                list(
                        keys.about("Containers that run once at boot, one after the other, before the services start."),
                        "onboot",
                        value -> value.object(ContainerReader::read)),
                list(
                        keys.about("Containers that run one after the other when the system shuts down."),
                        "onshutdown",
                        value -> value.object(ContainerReader::read)),
                list(
                        keys.about(
                                "Containers that run all the time, started after 'onboot' in the order of their names; dev.slipway.after changes the order."),
                        "services",
                        value -> value.object(ContainerReader::read)),
                list(
                        keys.about(
                                "Directories that containers share; a container uses one by its name in 'binds' or 'mounts'."),
                        "volumes",
                        value -> value.object(VolumeReader::read)),
                list(
                        keys.about("Files, directories and links that are put into the system after the images."),
                        "files",
                        value -> value.object(FileEntryReader::read)),
                keys.about(
                                "Images that must be signed, in LinuxKit's form of 2017; trust-policy.yml says how they are verified.")
                        .object("trust", LinuxKitReader::trust),
                list(
                        keys.about(
                                "Formats of 2017, which are no longer read: the goals of the plugin decide what is written."),
                        "outputs",
                        value -> value.object(LinuxKitReader::output)));
    }

    private static void refusePackageFile(ObjectReader keys) {
        if (keys.has("image") && SYSTEM_KEYS.stream().noneMatch(keys::has)) {
            keys.refuse(
                    "this is a package file of LinuxKit (build.yml), not a system",
                    "Name the YAML of the system with -Dslipway.config=<file>. To make an image, write a package.yml and run"
                            + " the goal package: it takes the place of 'linuxkit pkg build'");
            PACKAGE_KEYS.forEach(keys::value);
        }
    }

    private static <T> List<T> list(ObjectReader keys, String key, Reading<ValueReader, T> item) {
        List<T> list = keys.list(key, item);
        return list == null ? List.of() : list;
    }

    private static Kernel noKernel(Place place) {
        return new Kernel(null, "", null, null, null, Places.of(place, new TreeMap<>()));
    }

    private static Kernel kernel(ObjectReader keys) {
        String cmdline =
                keys.about("The kernel's command line, such as console=ttyS0.").text("cmdline");
        return new Kernel(
                ContainerReader.optionalImage(
                        keys.about("Image with the kernel and its modules.").value("image")),
                cmdline == null ? "" : cmdline,
                keys.about("Path of the kernel in the image; default: kernel.").text("binary"),
                keys.about(
                                "Path of the tar with the kernel's modules in the image, 'none' for no modules; default: kernel.tar.")
                        .text("tar"),
                keys.about(
                                "Path of a cpio archive with CPU microcode in the image, which becomes the first part of the initrd.")
                        .text("ucode"),
                keys.places());
    }

    private static Trust trust(ObjectReader keys) {
        List<String> images = keys.about(
                        "Images whose signatures are required, such as linuxkit/kernel, with or without a tag or digest.")
                .texts("image");
        List<String> organisations = keys.about(
                        "Organisations all of whose images must be signed, such as linuxkit, or host/organisation.")
                .texts("org");
        return new Trust(
                images == null ? List.of() : images, organisations == null ? List.of() : organisations, keys.place());
    }

    private static @Nullable LegacyOutput output(ObjectReader keys) {
        ValueReader value = keys.about("Name of the format, such as iso-efi.").required("format");
        String format = value == null ? null : value.oneOf(LegacyOutput.FORMATS);
        return value == null || format == null ? null : new LegacyOutput(format, value.place());
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
