package dev.slipway.compose;

import dev.slipway.compose.runtime.RuntimeMount;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The root file systems of bundles. The first container of an image unpacks it: a read-only one to {@code rootfs}, any other to
 * {@code lower}, over which an overlay is mounted at boot. Later containers of the same image use that tree.
 */
final class BundleRoots {
    private final RootTree root;
    private final ImageFilter filter;

    /** Where an image, by its canonical reference, was unpacked. */
    private final Map<String, String> unpacked = new HashMap<>();

    BundleRoots(RootTree root, ImageFilter filter) {
        this.root = root;
        this.filter = filter;
    }

    /**
     * Makes what a bundle needs for its root file system.
     *
     * @param directory the bundle's
     * @return what is mounted at boot, before all else
     */
    List<RuntimeMount> add(FileTree image, String directory, boolean readonly, Origin origin) {
        String own = directory + (readonly ? "/rootfs" : "/lower");
        String tree = unpacked.putIfAbsent(origin.source(), own);
        if (tree == null) {
            root.makeDirectories(own, origin);
            root.place(filter.apply(image, ImageFilter.ResolvConf.FIXED_FILE), own, origin);
            tree = own;
        }
        root.makeDirectories(directory + "/rootfs", origin);
        if (readonly) {
            // Bound onto itself if it is the bundle's own: runc wants a mount point.
            return List.of(RuntimeMount.of("/" + directory + "/rootfs", "", "/" + tree, List.of("bind")));
        }
        root.makeDirectories(directory + "/tmp", origin);
        return overlay("/" + tree, "/" + directory);
    }

    private static List<RuntimeMount> overlay(String lower, String bundle) {
        String tmp = bundle + "/tmp";
        return List.of(
                RuntimeMount.of(tmp, "tmpfs", "tmpfs", List.of()),
                // Nothing else is to see the layers.
                RuntimeMount.of(tmp, "", "", List.of("remount", "private")),
                RuntimeMount.of(
                        bundle + "/rootfs",
                        "overlay",
                        "overlay",
                        List.of("lowerdir=" + lower, "upperdir=" + tmp + "/upper", "workdir=" + tmp + "/work")));
    }
}
