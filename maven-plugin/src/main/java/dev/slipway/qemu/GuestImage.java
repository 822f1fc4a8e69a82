package dev.slipway.qemu;

import dev.slipway.oci.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What is booted: a kernel with its initrd, or an ISO.
 *
 * @param file the kernel or the ISO
 * @param prefix what stands before {@code -kernel}, {@code -initrd.img} and {@code .iso}
 * @param platform what the image was built for
 */
record GuestImage(Path file, Path prefix, Platform platform) {
    private static final String ISO = ".iso";

    /**
     * @param image an ISO, or the prefix of kernel, initrd and ISO; kernel and initrd come first
     * @throws NothingToRun if there is no such file
     */
    static GuestImage find(Path image, Platform platform) {
        Path place = image.toAbsolutePath().normalize();
        if (isIso(place)) {
            String name = String.valueOf(place.getFileName());
            GuestImage iso = new GuestImage(
                    place, place.resolveSibling(name.substring(0, name.length() - ISO.length())), platform);
            if (!Files.isRegularFile(place)) {
                throw new NothingToRun(place, "there is no such file");
            }
            return iso;
        }
        GuestImage files = new GuestImage(beside(place, "-kernel"), place, platform);
        if (Files.isRegularFile(files.file) && Files.isRegularFile(files.initrd())) {
            return files;
        }
        Path iso = beside(place, ISO);
        if (Files.isRegularFile(iso)) {
            return new GuestImage(iso, place, platform);
        }
        throw new NothingToRun(
                place,
                "there is neither " + files.file.getFileName() + " with "
                        + files.initrd().getFileName() + " nor " + iso.getFileName() + " in this folder");
    }

    boolean isIso() {
        return isIso(file);
    }

    Path initrd() {
        return beside(prefix, "-initrd.img");
    }

    Path cmdline() {
        return beside(prefix, "-cmdline");
    }

    /** The kernel, which an ISO may have beside it. */
    Optional<Path> kernel() {
        return Optional.of(beside(prefix, "-kernel")).filter(Files::isRegularFile);
    }

    QemuMachine machine() {
        return QemuMachine.of(platform);
    }

    private static boolean isIso(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ISO);
    }

    private static Path beside(Path prefix, String end) {
        return prefix.resolveSibling(prefix.getFileName() + end);
    }
}
