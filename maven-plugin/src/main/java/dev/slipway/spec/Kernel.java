package dev.slipway.spec;

import dev.slipway.problem.Places;
import dev.slipway.spec.container.ImageField;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code kernel} section; all of it is optional. A null component is a key that was not written.
 *
 * @param image without one there is no kernel
 * @param cmdline the kernel's command line, verbatim; empty if not given
 * @param binary path of the kernel in the image, without a leading slash
 * @param tar path of a tar in the image that is unpacked at the root; {@code none} and the empty text mean none
 * @param ucode path of a cpio with microcode in the image
 * @param places places of the keys above, and of the section
 */
public record Kernel(
        @Nullable ImageField image,
        String cmdline,
        @Nullable String binary,
        @Nullable String tar,
        @Nullable String ucode,
        Places places) {

    /** The path of the kernel in the image. */
    public String binaryPath() {
        return binary == null || binary.isEmpty() ? "kernel" : binary;
    }

    /** The path of the tar of modules in the image: {@code kernel.tar} unless the YAML says otherwise. */
    public Optional<String> tarPath() {
        if (tar == null) {
            return Optional.of("kernel.tar");
        }
        return tar.isEmpty() || tar.equals("none") ? Optional.empty() : Optional.of(tar);
    }

    /** The path of the microcode in the image. */
    public Optional<String> ucodePath() {
        return Optional.ofNullable(ucode).filter(path -> !path.isEmpty());
    }

    /** This section of a later file over the same section of an earlier one: each key that says something wins. */
    Kernel over(Kernel earlier) {
        return new Kernel(
                image != null ? image : earlier.image,
                cmdline.isEmpty() ? earlier.cmdline : cmdline,
                binary == null || binary.isEmpty() ? earlier.binary : binary,
                tar != null ? tar : earlier.tar,
                ucode != null ? ucode : earlier.ucode,
                places.over(earlier.places));
    }
}
