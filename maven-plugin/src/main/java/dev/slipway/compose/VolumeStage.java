package dev.slipway.compose;

import dev.slipway.spec.Volume;
import dev.slipway.spec.container.ImageField;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreePath;
import java.util.List;

/** Makes the directories that the init system joins to a volume at boot: {@code lower}, {@code tmp} and {@code merged}. */
final class VolumeStage {
    private static final String VOLUMES = "containers/volumes";

    private final ComposeInput input;
    private final RootTree root;
    private final ImageFilter filter;

    VolumeStage(ComposeInput input, RootTree root) {
        this.input = input;
        this.root = root;
        this.filter = new ImageFilter(input.mtime());
    }

    /** Where a container finds a volume. */
    static String mergedPath(Volume volume) {
        return "/" + directory(volume) + "/merged";
    }

    void add(List<Volume> volumes) {
        for (int i = 0; i < volumes.size(); i++) {
            add(volumes.get(i), "volume[" + i + "]");
        }
    }

    private void add(Volume volume, String location) {
        ImageField image = volume.image();
        String lower = directory(volume) + "/lower";
        Origin content = new Origin(image == null ? "empty" : image.expanded(), location);
        root.makeDirectories(lower, content);
        if (image != null) {
            root.place(tree(image, volume), lower, content);
        }
        // Read-only volumes have tmp, too, as in LinuxKit.
        Origin around = new Origin("linuxkit.volumes", location);
        root.makeDirectories(directory(volume) + "/tmp", around);
        root.makeDirectories(directory(volume) + "/merged", around);
    }

    private FileTree tree(ImageField image, Volume volume) {
        if (volume.format() == Volume.Format.OCI) {
            return input.images().layout(image, volume.platforms());
        }
        FileTree tree = input.images().image(image.reference()).tree();
        return filter.apply(tree, ImageFilter.ResolvConf.LINK_TO_RUN);
    }

    private static String directory(Volume volume) {
        return TreePath.join(VOLUMES, volume.name());
    }
}
