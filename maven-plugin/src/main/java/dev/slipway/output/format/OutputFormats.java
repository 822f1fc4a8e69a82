package dev.slipway.output.format;

import dev.slipway.problem.Problem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every kind of file that a system can be written as. A new format is one class and one line here. */
public final class OutputFormats {
    private static final String SETTING = "slipway.formats";
    private static final String DISK_SETTING = "slipway.disk.formats";

    private static final List<Entry> ALL = List.of(
            new Entry("kernel+initrd", "slipway:initrd", settings -> new KernelInitrd(settings.compression())),
            new Entry("iso", "slipway:iso", Iso::of),
            new Entry("iso-bios", "slipway:iso -Dslipway.iso.firmware=bios", iso("bios")),
            new Entry("iso-efi", "slipway:iso -Dslipway.iso.firmware=efi", iso("efi")),
            new Entry("iso-efi-initrd", "slipway:iso -Dslipway.iso.firmware=efi", iso("efi")),
            new Entry("tar", "slipway:tar", settings -> new Tar()),
            new Entry("tar-kernel-initrd", settings -> new TarKernelInitrd(settings.compression())),
            new Entry("uki", Uki::of),
            new Entry("squashfs", Squashfs::of),
            new Entry("kernel+squashfs", Squashfs::of).withKernel(),
            new Entry("erofs", settings -> new Erofs()),
            new Entry("kernel+erofs", settings -> new Erofs()).withKernel(),
            new Entry("root-iso", RootIso::of),
            new Entry("kernel+iso", RootIso::of).withKernel(),
            new Entry("kernel", settings -> new KernelFiles()),
            new Entry("docker", settings -> new Docker()),
            new Entry("netboot", Netboot::of),
            new Entry("rpi", RaspberryPi::of),
            new Entry("rpi3", RaspberryPi::of),
            disk("raw"),
            disk("raw-bios", "raw"),
            disk("raw-efi", "raw"),
            disk("qcow2"),
            disk("qcow2-bios", "qcow2"),
            disk("qcow2-efi", "qcow2"),
            disk("vhd"),
            disk("vhd-dynamic"),
            disk("dynamic-vhd", "vhd-dynamic"),
            disk("vhdx"),
            disk("vmdk"),
            disk("ova"),
            disk("gcp"),
            disk("aws"),
            disk("raw.zst"),
            disk("raw.gz"));

    private OutputFormats() {}

    /**
     * A name of a format.
     *
     * @param name as LinuxKit has it, where it has the format
     * @param goal that makes it, with its parameters
     * @param hasKernel whether kernel and command line are files beside what the maker makes
     */
    private record Entry(String name, String goal, Function<FormatSettings, OutputFormat> maker, boolean hasKernel) {
        Entry(String name, String goal, Function<FormatSettings, OutputFormat> maker) {
            this(name, goal, maker, false);
        }

        /** A format that has no goal of its own. */
        Entry(String name, Function<FormatSettings, OutputFormat> maker) {
            this(name, "slipway:image -Dslipway.formats=" + name, maker);
        }

        Entry withKernel() {
            return new Entry(name, goal, maker, true);
        }

        List<OutputFormat> formats(FormatSettings settings) {
            OutputFormat format = maker.apply(settings);
            return hasKernel ? List.of(new KernelFiles(), format) : List.of(format);
        }
    }

    private static Function<FormatSettings, OutputFormat> iso(String firmware) {
        return settings -> Iso.of(settings.withFirmware(firmware));
    }

    private static Entry disk(String name) {
        return disk(name, name);
    }

    /**
     * A disk, which every firmware starts, by whatever name.
     *
     * @param format our name of it
     */
    private static Entry disk(String name, String format) {
        String goal = "slipway:disk -Dslipway.disk.formats=" + format;
        return new Entry(name, goal, settings -> DiskImage.of(format, settings));
    }

    private static List<String> diskNames() {
        return ALL.stream()
                .filter(entry -> entry.goal().startsWith("slipway:disk"))
                .map(Entry::name)
                .toList();
    }

    /** All formats, each once. */
    public static List<OutputFormat> all(FormatSettings settings) {
        return ALL.stream()
                .filter(entry -> entry.maker().apply(settings).id().equals(entry.name()))
                .map(entry -> entry.maker().apply(settings))
                .toList();
    }

    /**
     * The formats of a list of names, each once.
     *
     * @param names a name may have blanks around it, and be null, as an empty element of a POM is
     * @throws Problem if there is none, a name is not that of a format, or one would replace what another has made
     */
    public static List<OutputFormat> named(List<String> names, FormatSettings settings) {
        return list(SETTING, advice(), names, name -> find(name)
                .map(entry -> entry.formats(settings))
                .orElseThrow(() -> Problem.user(SETTING, "'" + name + "' is not a format", advice())));
    }

    /** The formats of disks of a list of names; otherwise as {@link #named(List, FormatSettings)}. */
    public static List<OutputFormat> disks(List<String> names, FormatSettings settings) {
        String advice = "Write some of these: " + String.join(", ", diskNames()) + ".";
        return list(DISK_SETTING, advice, names, name -> find(name)
                .map(entry -> entry.formats(settings))
                .filter(formats -> formats.get(0) instanceof DiskImage)
                .orElseThrow(() -> Problem.user(DISK_SETTING, "'" + name + "' is not a format of a disk", advice)));
    }

    private static List<OutputFormat> list(
            String setting, String advice, List<String> names, Function<String, List<OutputFormat>> make) {
        Map<OutputFormat, String> formats = new LinkedHashMap<>();
        for (@Nullable String name : names) {
            String word = name == null ? "" : name.strip();
            make.apply(word).forEach(format -> formats.putIfAbsent(format, word));
        }
        if (formats.keySet().stream().anyMatch(KernelInitrd.class::isInstance)) {
            // Kernel and command line are among its files.
            formats.keySet().removeIf(KernelFiles.class::isInstance);
        }
        if (formats.isEmpty()) {
            throw Problem.user(setting, "there is no format in the list", advice);
        }
        Map<String, String> artifacts = new HashMap<>();
        formats.forEach((format, name) -> format.kinds().forEach(kind -> claim(setting, artifacts, kind, name)));
        return List.copyOf(formats.keySet());
    }

    private static void claim(String setting, Map<String, String> artifacts, OutputKind kind, String name) {
        String artifact = "of type " + kind.type()
                + (kind.classifier().isEmpty() ? " without a classifier" : " and classifier " + kind.classifier());
        String other = artifacts.putIfAbsent(artifact, name);
        if (other != null) {
            throw Problem.user(
                    setting,
                    "'" + other + "' and '" + name + "' are the same artifact, " + artifact,
                    "Leave one of the two out, or build it in an execution with a <classifier> of its own.");
        }
    }

    private static String advice() {
        return "Write some of these: " + String.join(", ", names()) + ".";
    }

    /** The names of all formats. */
    public static List<String> names() {
        return ALL.stream().map(Entry::name).toList();
    }

    /** The goal that makes a format, with its parameters; empty if none does. */
    public static Optional<String> goal(String name) {
        return find(name).map(Entry::goal);
    }

    private static Optional<Entry> find(String name) {
        return ALL.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }
}
