package dev.slipway.archive.iso9660;

import dev.slipway.archive.image.Piece;
import dev.slipway.content.Content;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives every file its blocks. Equal contents get the same ones, but for files that are changed on their way to the disc. */
final class ExtentAllocator {
    private final IsoVolume volume;
    private final FileTree files;
    private final Map<String, Extent> byPath = new HashMap<>();
    private final SharedExtents shared = new SharedExtents();
    private final Set<String> changed = new HashSet<>();

    ExtentAllocator(IsoVolume volume, FileTree files) {
        this.volume = volume;
        this.files = files;
        for (Entry entry : files.entries()) {
            if (entry.node() instanceof Node.RegularFile file) {
                byPath.put(entry.path(), new Extent(0, file.content().size()));
            }
        }
        if (volume.boot().isBootable()) {
            changed.add(volume.boot().catalogPath());
            volume.boot().entries().forEach(this::addChanged);
        }
    }

    private void addChanged(BootEntry entry) {
        if (!byPath.containsKey(entry.path())) {
            throw new IllegalArgumentException("the volume has no boot file '" + entry.path() + "'");
        }
        if (entry.informationTable()) {
            changed.add(entry.path());
        }
    }

    /** By path; before {@link #place} without blocks, but with sizes. */
    Map<String, Extent> byPath() {
        return byPath;
    }

    void place(IsoPlan plan, long descriptorBlock) throws IOException {
        List<String> last = volume.options().last();
        for (Entry entry : files.entries()) {
            if (!last.contains(entry.path())) {
                place(plan, entry.path());
            }
        }
        for (String path : last) {
            plan.align(volume.options());
            place(plan, path);
        }
        putBootFiles(plan, descriptorBlock);
    }

    private void place(IsoPlan plan, String path) {
        Node node = files.find(path)
                .map(Entry::node)
                .orElseThrow(() -> new IllegalArgumentException("no file '" + path + "'"));
        if (node instanceof Node.RegularFile file && file.content().size() > 0) {
            byPath.put(path, changed.contains(path) ? taken(plan, file.content()) : shared(plan, file.content()));
        }
    }

    private Extent shared(IsoPlan plan, Content content) {
        Extent known = shared.find(content);
        if (known != null) {
            return known;
        }
        Extent extent = taken(plan, content);
        plan.put(extent.block(), Piece.of(content));
        shared.add(content, extent);
        return extent;
    }

    private static Extent taken(IsoPlan plan, Content content) {
        return new Extent(plan.take(content.size()), content.size());
    }

    private void putBootFiles(IsoPlan plan, long descriptorBlock) throws IOException {
        if (!volume.boot().isBootable()) {
            return;
        }
        BootCatalog catalog = new BootCatalog(volume.boot().entries(), byPath);
        plan.put(block(volume.boot().catalogPath()), Piece.of(catalog.bytes()));
        for (BootEntry entry : volume.boot().entries()) {
            if (entry.informationTable()) {
                Node.RegularFile file = (Node.RegularFile)
                        files.find(entry.path()).orElseThrow().node();
                plan.put(
                        block(entry.path()),
                        new BootInformationTable(file.content(), descriptorBlock, block(entry.path())).patched());
            }
        }
    }

    private long block(String path) {
        return byPath.getOrDefault(path, Extent.NONE).block();
    }
}
