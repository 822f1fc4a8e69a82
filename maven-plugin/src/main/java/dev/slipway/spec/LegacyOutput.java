package dev.slipway.spec;

import dev.slipway.problem.Place;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An entry of the section {@code outputs} of 2017.
 *
 * @param format a name of then or of now
 */
public record LegacyOutput(String format, Place place) {
    /** Names of 2017 that are called otherwise today. */
    private static final Map<String, String> RENAMED =
            Map.of("gcp-img", "gcp", "qcow", "qcow2-bios", "qcow2", "qcow2-bios", "raw", "aws");

    private static final List<String> OF_TODAY = List.of(
            "kernel+initrd",
            "kernel+squashfs",
            "kernel+iso",
            "kernel+erofs",
            "tar-kernel-initrd",
            "tar",
            "docker",
            "iso-bios",
            "iso-efi",
            "iso-efi-initrd",
            "raw-bios",
            "raw-efi",
            "qcow2-bios",
            "qcow2-efi",
            "aws",
            "gcp",
            "vhd",
            "dynamic-vhd",
            "vmdk",
            "rpi3");

    /** All names, of then and of now. */
    static final Map<String, String> FORMATS = Stream.concat(OF_TODAY.stream(), RENAMED.keySet().stream())
            .collect(Collectors.toUnmodifiableMap(name -> name, name -> name));

    /** The name of today. */
    public String currentFormat() {
        return RENAMED.getOrDefault(format, format);
    }
}
