package dev.slipway.compose;

import dev.slipway.content.Content;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreeBuilder;
import dev.slipway.tree.TreePath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An operating system, put together.
 *
 * @param tree the root file system, as an initrd holds it
 * @param boot what goes before the root file system and is not part of it: {@code boot/kernel}, {@code boot/cmdline},
 *     {@code boot/ucode.cpio}
 * @param warnings sentences, each with its place
 */
public record Composition(FileTree tree, FileTree boot, List<String> warnings) {
    private static final String KERNEL = "boot/kernel";
    private static final String CMDLINE = "boot/cmdline";
    private static final String UCODE = "boot/ucode.cpio";
    private static final Set<String> OUTSIDE = Set.of(KERNEL, CMDLINE, UCODE);

    public Composition {
        warnings = List.copyOf(warnings);
    }

    /** The kernel; null if the YAML names none. */
    public @Nullable Content kernel() {
        return content(KERNEL);
    }

    /** The kernel's command line, without a line feed; empty if there is none. */
    public Content cmdline() {
        Content cmdline = content(CMDLINE);
        return cmdline == null ? Content.of("") : cmdline;
    }

    /** Microcode as an uncompressed cpio archive; null if there is none. */
    public @Nullable Content ucode() {
        return content(UCODE);
    }

    /** The same with other bytes for the kernel that it has. */
    public Composition withKernel(Content kernel) {
        Entry old = boot.find(KERNEL).orElseThrow();
        TreeBuilder changed = new TreeBuilder(boot, 0);
        changed.put(new Entry(
                KERNEL, old.attributes(), RootTree.made(kernel, KERNEL + "/plain", old.origin()), old.origin()));
        return new Composition(tree, changed.build(), warnings);
    }

    /** Everything in one tree, as LinuxKit's {@code tar} output has it. */
    public FileTree whole() {
        return new TreeBuilder(tree, 0).overlay(boot).build();
    }

    private @Nullable Content content(String path) {
        return boot.find(path)
                .map(entry -> entry.node() instanceof Node.RegularFile file ? file.content() : null)
                .orElse(null);
    }

    /**
     * Takes out what is not part of an initrd: all below {@code boot}, be it from init images or from files, except what the
     * kernel's tar puts there (device trees). The directory itself stays. So it is in LinuxKit.
     */
    static Composition split(FileTree whole, Warnings warnings) {
        TreeBuilder boot = new TreeBuilder(0);
        List<Entry> below = whole.beneath("boot");
        for (Entry entry : below) {
            if (isOutside(entry)) {
                boot.put(entry);
                warnIfAskedFor(entry, warnings);
            }
        }
        // From the deepest up: a directory goes when all in it has gone.
        Set<String> gone = new HashSet<>();
        Set<String> holding = new HashSet<>();
        for (int i = below.size() - 1; i >= 0; i--) {
            String path = below.get(i).path();
            if (isOutside(below.get(i)) && !holding.contains(path)) {
                gone.add(path);
            } else {
                holding.add(TreePath.parent(path));
            }
        }
        return new Composition(whole.without(gone), boot.build(), warnings.all());
    }

    private static boolean isOutside(Entry entry) {
        return OUTSIDE.contains(entry.path()) || !entry.origin().location().equals(KernelStage.LOCATION);
    }

    private static void warnIfAskedFor(Entry entry, Warnings warnings) {
        if (entry.origin().source().equals(FileStage.SOURCE)
                && !entry.isDirectory()
                && !OUTSIDE.contains(entry.path())) {
            warnings.add(
                    entry.origin(),
                    "'" + entry.path() + "' will not be in the initrd: LinuxKit leaves out all below /boot");
        }
    }
}
