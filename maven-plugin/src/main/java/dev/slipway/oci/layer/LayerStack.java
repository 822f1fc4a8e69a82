package dev.slipway.oci.layer;

import dev.slipway.oci.layer.LayerChange.Added;
import dev.slipway.oci.layer.LayerChange.HardLink;
import dev.slipway.oci.layer.LayerChange.Opaque;
import dev.slipway.oci.layer.LayerChange.Whiteout;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.TooManyLinks;
import dev.slipway.tree.TreeBuilder;
import dev.slipway.tree.TreeLimitExceeded;
import java.util.List;

/** Layers over one another (OCI image-spec, "Applying Changesets"). */
public final class LayerStack {
    /** Parents that no layer names are made with this time; no clock may say another. */
    private static final long PARENTS_MTIME = 0;

    private final TreeBuilder tree = new TreeBuilder(PARENTS_MTIME);

    private LayerStack() {}

    /**
     * What unpacking all layers gives, the lowest first.
     *
     * <p>A layer's whiteouts and opaque marks act on the layers below it only, wherever in the tar they stand. Its members are
     * then put in the order of the tar; the last of one name wins. A hard link names the file that its target is at that moment,
     * of this layer or a lower one, and has that file's attributes.
     *
     * @throws MalformedLayer if a hard link has no target, or no file can stand where a member shall
     */
    public static FileTree flatten(List<Layer> layers) {
        LayerStack stack = new LayerStack();
        for (int i = 0; i < layers.size(); i++) {
            stack.apply(layers.get(i), i);
        }
        return stack.tree.build();
    }

    private void apply(Layer layer, int number) {
        try {
            applyChanges(layer, number);
        } catch (TreeLimitExceeded e) {
            throw new MalformedLayer(layer.name(), e.sentence());
        } catch (TooManyLinks e) {
            throw new MalformedLayer(layer.name(), e.where() + ": " + e.what());
        }
    }

    private void applyChanges(Layer layer, int number) {
        layer.changes().forEach(this::makeWay);
        layer.changes().forEach(this::takeAway);
        for (LayerChange change : layer.changes()) {
            if (change instanceof Added added) {
                tree.put(ownInode(added.entry(), number));
            } else if (change instanceof HardLink link) {
                tree.put(target(layer, link).withPath(link.path()));
            }
        }
    }

    /**
     * A directory of this layer replaces a lower link; that goes first, or a whiteout beneath the directory would take away what
     * the lower link leads to.
     */
    private void makeWay(LayerChange change) {
        if (change instanceof Added added && added.entry().isDirectory()) {
            Entry lower = tree.get(added.entry().path());
            if (lower != null && lower.node() instanceof Node.Symlink) {
                tree.remove(lower.path());
            }
        }
    }

    private void takeAway(LayerChange change) {
        if (change instanceof Whiteout whiteout) {
            Entry lower = tree.get(whiteout.path());
            if (lower != null) {
                tree.remove(lower.path());
            }
        } else if (change instanceof Opaque opaque) {
            String directory = tree.directory(opaque.directory());
            if (directory != null) {
                tree.removeBeneath(directory);
            }
        }
    }

    private Entry target(Layer layer, HardLink link) {
        Entry target = link.target().isEmpty() ? null : tree.get(link.target());
        if (target == null || target.isDirectory()) {
            throw new MalformedLayer(
                    layer.name(),
                    "the hard link '" + link.path() + "' leads to '" + link.target() + "', which is "
                            + (target == null ? "not there" : "a directory"));
        }
        return target;
    }

    /** Layers name inodes on their own; a number keeps them apart. */
    private static Entry ownInode(Entry entry, int number) {
        return entry.node() instanceof Node.RegularFile file
                ? new Entry(
                        entry.path(),
                        entry.attributes(),
                        new Node.RegularFile(file.content(), number + ":" + file.inode()),
                        entry.origin())
                : entry;
    }
}
