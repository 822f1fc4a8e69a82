package dev.slipway.qemu;

import dev.slipway.oci.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is booted: a kernel with its initrd, an ISO, or a disk.
 *
 * @param file the kernel, the ISO or the disk
 * @param prefix what stands before {@code -kernel}, {@code -initrd.img} and {@code .iso}
 * @param platform what the image was built for
 */
record GuestImage(Path file, Path prefix, Platform platform) {
    /**
     * @param image an ISO, a disk, or the prefix of kernel, initrd and the others; kernel and initrd come first
     * @throws NothingToRun if there is no such file
     */
    static GuestImage find(Path image, Platform platform) {
        Path place = image.toAbsolutePath().normalize();
        Optional<BootMedium> named = BootMedium.of(place);
        if (named.isPresent()) {
            if (!Files.isRegularFile(place)) {
                throw new NothingToRun(place, "there is no such file");
            }
            String name = String.valueOf(place.getFileName());
            String start =
                    name.substring(0, name.length() - named.get().ending().length());
            return new GuestImage(place, place.resolveSibling(start), platform);
        }
        GuestImage files = new GuestImage(beside(place, "-kernel"), place, platform);
        if (Files.isRegularFile(files.file) && Files.isRegularFile(files.initrd())) {
            return files;
        }
        return Arrays.stream(BootMedium.values())
                .map(medium -> beside(place, medium.ending()))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(file -> new GuestImage(file, place, platform))
                .orElseThrow(() -> new NothingToRun(
                        place,
                        "there is neither " + files.file.getFileName() + " with "
                                + files.initrd().getFileName() + " nor "
                                + beside(place, BootMedium.ISO.ending()).getFileName()
                                + " in this folder, and no disk"));
    }

    /** The kind of the file; empty if it is a kernel. */
    Optional<BootMedium> medium() {
        return BootMedium.of(file);
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

    private static Path beside(Path prefix, String end) {
        return prefix.resolveSibling(prefix.getFileName() + end);
    }
}
