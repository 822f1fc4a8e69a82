package dev.slipway.lock;

import dev.slipway.oci.Platform;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.Volume;
import dev.slipway.spec.container.ImageField;
import java.util.Map;
import java.util.stream.Stream;

/** That a platform of an image is needed. */
record Need(ImageField image, Platform platform) {
    /** What a build needs: one platform of every image, and of an OCI volume those that it asks for. */
    static Stream<Need> of(LinuxKit spec, Platform built) {
        Stream<Need> all = spec.images().stream()
                .filter(image -> spec.volumes().stream().noneMatch(volume -> image.equals(volume.image())))
                .map(image -> new Need(image, built));
        return Stream.concat(all, spec.volumes().stream().flatMap(volume -> of(volume, built)));
    }

    private static Stream<Need> of(Volume volume, Platform built) {
        ImageField image = volume.image();
        if (image == null) {
            return Stream.empty();
        }
        if (volume.format() != Volume.Format.OCI || volume.platforms().isEmpty()) {
            return Stream.of(new Need(image, built));
        }
        return volume.platforms().stream().map(platform -> new Need(image, Platform.parse(platform)));
    }

    Stream<ImageWithoutPlatform.Lack> lackOf(Map<String, LockedImage> images) {
        LockedImage locked = images.get(image.reference().canonical());
        if (locked == null || platform.bestOf(locked.platforms().keySet()).isPresent()) {
            return Stream.empty();
        }
        return Stream.of(new ImageWithoutPlatform.Lack(image, platform, locked));
    }
}
