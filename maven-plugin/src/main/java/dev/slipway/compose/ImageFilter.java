package dev.slipway.compose;

import dev.slipway.content.Content;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.util.List;

/**
 * What LinuxKit does to the tree of every image before it uses it: drops what container tools leave behind, replaces the files
 * that they mount over, and makes sure of the mount points ({@code ImageTar} in LinuxKit).
 */
final class ImageFilter {
    /** What {@code etc/resolv.conf} becomes. */
    enum ResolvConf {
        /** In containers: a file that says that nothing is configured. */
        FIXED_FILE,
        /** In the root file system and in volumes: a link to what a DHCP client writes at boot. */
        LINK_TO_RUN
    }

    static final String RESOLV_CONF_LINK = "/run/resolvconf/resolv.conf";

    private static final Content HOSTS = Content.of(
            """
            127.0.0.1       localhost
            ::1     localhost ip6-localhost ip6-loopback
            fe00::0 ip6-localnet
            ff00::0 ip6-mcastprefix
            ff02::1 ip6-allnodes
            ff02::2 ip6-allrouters
            """);

    private static final Content RESOLV_CONF = Content.of("\n# no resolv.conf configured\n");

    /** Left by container tools. LinuxKit drops {@code dev/pts} and {@code dev/shm} too, only to make them anew. */
    private static final List<String> DROPPED = List.of(".dockerenv", "Dockerfile", "dev/console", "etc/hostname");

    private static final List<String> MOUNT_POINTS = List.of("dev", "dev/pts", "dev/shm", "etc", "proc", "sys");

    private final long mtime;

    /** @param mtime modification time, in seconds, of what is not the image's own */
    ImageFilter(long mtime) {
        this.mtime = mtime;
    }

    /** The tree that takes the image's place. */
    FileTree apply(FileTree image, ResolvConf resolvConf) {
        TreeBuilder tree = new TreeBuilder(image, mtime);
        DROPPED.forEach(path -> drop(tree, path));
        MOUNT_POINTS.forEach(path -> mountPoint(tree, path));
        tree.put(entry("etc/hosts", 0644, file(HOSTS, "etc/hosts")));
        tree.put(entry("etc/resolv.conf", 0644, resolvConf(resolvConf)));
        mtab(tree);
        return tree.build();
    }

    private static void drop(TreeBuilder tree, String path) {
        Entry entry = tree.get(path);
        if (entry != null && !entry.isDirectory()) {
            tree.remove(entry.path());
        }
    }

    private void mountPoint(TreeBuilder tree, String path) {
        // A link that leads to a directory does the same service, and more hangs on it than on our directory.
        if (tree.directory(path) == null || isOwnDirectory(tree, path)) {
            tree.put(entry(path, 0755, new Node.Directory()));
        }
    }

    private static boolean isOwnDirectory(TreeBuilder tree, String path) {
        Entry entry = tree.get(path);
        return entry != null && entry.isDirectory();
    }

    private void mtab(TreeBuilder tree) {
        if (tree.get("etc/mtab") == null) {
            tree.put(entry("etc/mtab", 0755, new Node.Symlink("/proc/mounts")));
        }
    }

    private static Node resolvConf(ResolvConf kind) {
        return switch (kind) {
            case FIXED_FILE -> file(RESOLV_CONF, "etc/resolv.conf");
            case LINK_TO_RUN -> new Node.Symlink(RESOLV_CONF_LINK);
        };
    }

    private static Node file(Content content, String path) {
        return new Node.RegularFile(content, "filter:" + path);
    }

    private Entry entry(String path, int mode, Node node) {
        return new Entry(path, Attributes.of(mode, mtime), node, Origin.NONE);
    }
}
