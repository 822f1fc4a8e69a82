package dev.slipway.compose;

import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreePath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an image holds, told in one line to somebody who named the wrong file. */
final class RootListing {
    private static final int SHOWN = 20;

    /** What distributions and LinuxKit call their kernels, up to the version. */
    private static final Set<String> KERNEL_NAMES =
            Set.of("kernel", "vmlinuz", "bzimage", "image", "vmlinux", "zimage");

    private RootListing() {}

    static String of(FileTree image) {
        List<String> names = image.entries().stream()
                .filter(entry -> TreePath.parent(entry.path()).isEmpty())
                .map(entry -> entry.isDirectory() ? entry.path() + "/" : entry.path())
                .toList();
        if (names.isEmpty()) {
            return "The image is empty.";
        }
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        int more = names.size() - SHOWN;
        return "At its root the image has " + shown + (more > 0 ? " and " + more + " more." : ".");
    }

    /** A file that is named like a kernel, if there is one. */
    static Optional<String> likelyKernel(FileTree image) {
        return image.entries().stream()
                .filter(entry -> entry.node() instanceof Node.RegularFile && isNamedLikeKernel(entry))
                .map(Entry::path)
                .findFirst();
    }

    private static boolean isNamedLikeKernel(Entry entry) {
        String name = TreePath.name(entry.path()).toLowerCase(Locale.ROOT);
        int dash = name.indexOf('-');
        return KERNEL_NAMES.contains(dash < 0 ? name : name.substring(0, dash));
    }
}
