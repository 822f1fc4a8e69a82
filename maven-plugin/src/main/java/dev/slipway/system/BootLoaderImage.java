package dev.slipway.system;

import dev.slipway.project.LinuxKitProject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which image the boot loaders come from. */
public final class BootLoaderImage {
    private BootLoaderImage() {}

    /**
     * Reference of the image for a project.
     *
     * @param named null for the base package, of the plugin's own version
     * @param version of the plugin
     */
    public static String of(LinuxKitProject project, @Nullable String named, String version) {
        if (named != null) {
            return named;
        }
        String suffix = project.platform().architecture().equals("amd64") ? "" : "-arm64";
        return "maven:dev.slipway.packages:bootloader" + suffix + ":" + version;
    }

    /** References for all platforms of a project, each once. */
    public static List<String> all(LinuxKitProject project, @Nullable String named, String version) {
        return project.perPlatform().stream()
                .map(each -> of(each, named, version))
                .distinct()
                .toList();
    }
}
