package dev.slipway.compose;

import dev.slipway.content.Content;
import dev.slipway.spec.Kernel;
import dev.slipway.spec.container.ImageField;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import dev.slipway.tree.TreePath;
import java.util.Optional;

/** Takes the kernel, its modules and its microcode out of the kernel's image; nothing else of that image is used. */
final class KernelStage {
    /** As many links as Linux follows (path_resolution(7), ELOOP). */
    private static final int MAX_LINKS = 40;

    static final String LOCATION = "kernel";

    private final ComposeInput input;
    private final RootTree root;
    private final Warnings warnings;

    KernelStage(ComposeInput input, RootTree root, Warnings warnings) {
        this.input = input;
        this.root = root;
        this.warnings = warnings;
    }

    void add(Kernel kernel) {
        ImageField image = kernel.image();
        if (image == null) {
            return;
        }
        Origin origin = new Origin(image.expanded(), LOCATION);
        FileTree tree = input.images().image(image.reference()).tree();
        Entry binary =
                regularFile(tree, kernel.binaryPath()).orElseThrow(() -> new KernelNotInImage(kernel, image, tree));
        kernel.tarPath().ifPresent(path -> addTar(kernel, image, tree, path, origin));
        root.makeDirectories("boot", origin);
        root.makeFile("boot/cmdline", Content.of(kernel.cmdline()), origin);
        addBoot("boot/kernel", binary, origin);
        kernel.ucodePath().ifPresent(path -> addUcode(kernel, image, tree, path, origin));
    }

    private void addTar(Kernel kernel, ImageField image, FileTree tree, String path, Origin origin) {
        Entry tar = regularFile(tree, path).orElseThrow(() -> new KernelTarNotInImage(kernel, image, path, tree));
        String where = image.reference().canonical() + ": " + tar.path();
        root.overlay(input.images().unpack(content(tar), where), origin);
    }

    private void addUcode(Kernel kernel, ImageField image, FileTree tree, String path, Origin origin) {
        Optional<Entry> ucode = regularFile(tree, path);
        if (ucode.isPresent()) {
            addBoot("boot/ucode.cpio", ucode.get(), origin);
        } else {
            warnings.add(
                    kernel.places().at("ucode"),
                    "the image " + image.reference().canonical() + " has no file '" + path
                            + "'; the system starts without new microcode");
        }
    }

    private void addBoot(String path, Entry source, Origin origin) {
        Attributes attributes = Attributes.of(source.attributes().mode(), input.mtime());
        root.put(new Entry(path, attributes, RootTree.made(content(source), path, origin), origin));
    }

    private static Content content(Entry file) {
        if (file.node() instanceof Node.RegularFile regular) {
            return regular.content();
        }
        throw new IllegalArgumentException("not a file: " + file.path());
    }

    /** The file at a path of an image; links are followed inside the image. */
    private static Optional<Entry> regularFile(FileTree image, String path) {
        TreeBuilder tree = new TreeBuilder(image, 0);
        Entry entry = tree.get(TreePath.clean(path));
        for (int links = 0; entry != null && links < MAX_LINKS; links++) {
            if (!(entry.node() instanceof Node.Symlink link)) {
                break;
            }
            String target = link.target();
            String from = target.startsWith("/") ? "" : TreePath.parent(entry.path()) + "/";
            entry = tree.get(TreePath.clean(from + target));
        }
        return Optional.ofNullable(entry).filter(found -> found.node() instanceof Node.RegularFile);
    }
}
