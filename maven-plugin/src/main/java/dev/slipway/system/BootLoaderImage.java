package dev.slipway.system;

import org.jspecify.annotations.Nullable;

/** Which image the boot loaders come from. */
public final class BootLoaderImage {
    private BootLoaderImage() {}

    /**
     * Reference of the image: the named one, or else the base package of the plugin's own version, which is for all platforms.
     *
     * @param version of the plugin
     */
    public static String of(@Nullable String named, String version) {
        return named != null ? named : "maven:dev.slipway.packages:bootloader:" + version;
    }
}
