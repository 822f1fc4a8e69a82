package dev.slipway.compose;

import dev.slipway.compose.program.MountPoints;
import dev.slipway.compose.program.ProgramSearch;
import dev.slipway.compose.runtime.RuntimeMount;
import java.util.List;

/**
 * Warns of mounts that runc cannot make. In a writable container it makes a directory or file to mount on; a read-only one lies on the
 * system's root, which is read-only at run time, and there the target must be in the image.
 */
final class MountTargets {
    private final ImageFilter filter;
    private final Warnings warnings;

    MountTargets(ImageFilter filter, Warnings warnings) {
        this.filter = filter;
        this.warnings = warnings;
    }

    void warn(ComposedContainer container) {
        List<RuntimeMount> mounts = container.mounts();
        mounts.forEach(mount -> warnOfMissingOption(container, mount));
        if (Boolean.TRUE.equals(container.settings().filesystem().readonly())) {
            ProgramSearch image = new ProgramSearch(filter.apply(container.tree(), ImageFilter.ResolvConf.FIXED_FILE));
            MountPoints others = container.mountPoints();
            for (RuntimeMount mount : mounts) {
                String target = mount.destination();
                if (!others.coverParentOf(target) && !image.exists(target)) {
                    warnOfMissingTarget(container, mount);
                }
            }
        }
    }

    /** Then the kernel looks for a file system of the name "bind". */
    private void warnOfMissingOption(ComposedContainer container, RuntimeMount mount) {
        List<String> options = mount.options();
        if (mount.type().equals("bind") && !options.contains("bind") && !options.contains("rbind")) {
            warnings.add(
                    container.placeOf(mount),
                    "a mount of type bind needs the option bind or rbind; without, the container cannot start (runc: no such"
                            + " device). Add:  options: [rbind]");
        }
    }

    private void warnOfMissingTarget(ComposedContainer container, RuntimeMount mount) {
        warnings.add(
                container.placeOf(mount),
                "there is no '" + mount.destination()
                        + "' in the image to mount on, and the container is read-only, so it"
                        + " cannot start. Put it into the image, or remove  readonly: true");
    }
}
