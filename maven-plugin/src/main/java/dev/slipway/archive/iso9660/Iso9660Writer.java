package dev.slipway.archive.iso9660;

import dev.slipway.archive.image.Piece;
import dev.slipway.content.Content;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes ISO 9660 volumes: descriptors, path tables, the directories of the plain and of the Joliet tree, then files.
 *
 * <pre>
 * IsoImage iso = new Iso9660Writer(IsoVolume.of(new VolumeId("DATA"), timestamp, tree)).plan();
 * iso.image().writeTo(sink);
 * </pre>
 */
public final class Iso9660Writer {
    private final IsoVolume volume;
    private final FileTree files;
    private final RockRidge rockRidge;
    private final DirectoryHierarchy plain;
    private final DirectoryHierarchy joliet;

    /** @throws IsoCannotHold if something of the volume's files has no place on it */
    public Iso9660Writer(IsoVolume volume) {
        this.volume = volume;
        this.files = withCatalog(volume);
        this.rockRidge = new RockRidge(files);
        Attributes root = Attributes.of(0755, volume.timestamp());
        this.plain = DirectoryHierarchy.of(files, root, new PrimaryNames(), entry -> true);
        this.joliet = DirectoryHierarchy.of(files, root, new JolietNames(), Iso9660Writer::isFileOrDirectory);
    }

    private static boolean isFileOrDirectory(Entry entry) {
        return entry.isDirectory() || entry.node() instanceof Node.RegularFile;
    }

    private static FileTree withCatalog(IsoVolume volume) {
        if (!volume.boot().isBootable()) {
            return volume.files();
        }
        Content placeholder = Content.of(new byte[BootCatalog.BYTES]);
        Node catalog = new Node.RegularFile(placeholder, volume.boot().catalogPath());
        Attributes attributes = Attributes.of(0444, volume.timestamp());
        TreeBuilder tree = new TreeBuilder(volume.files(), volume.timestamp());
        tree.put(new Entry(volume.boot().catalogPath(), attributes, catalog, Origin.NONE));
        return tree.build();
    }

    /**
     * Gives everything its place. Contents are not read, but for boot files that get an information table.
     *
     * @throws BootImageTooLarge if a boot file has more sectors than its entry can count
     */
    public IsoImage plan() throws IOException {
        IsoPlan plan = new IsoPlan();
        long primary = plan.take(Iso.BLOCK);
        long boot = volume.boot().isBootable() ? plan.take(Iso.BLOCK) : 0;
        long supplementary = plan.take(Iso.BLOCK);
        plan.put(plan.take(Iso.BLOCK), Piece.of(VolumeDescriptor.terminator()));

        ExtentAllocator places = new ExtentAllocator(volume, files);
        Map<String, Extent> plainPlaces = new HashMap<>();
        Map<String, Extent> jolietPlaces = new HashMap<>();
        PathTables plainTables = plan.takePathTables(plain, plainPlaces);
        PathTables jolietTables = plan.takePathTables(joliet, jolietPlaces);
        plan.takeDirectories(plain, new DirectoryRecords(plain, rockRidge, plainPlaces, places.byPath()), plainPlaces);
        plan.takeDirectories(joliet, new DirectoryRecords(joliet, null, jolietPlaces, places.byPath()), jolietPlaces);
        places.place(plan, primary);

        LayoutOptions options = volume.options();
        long blocks = plan.blocks(options);
        plan.put(primary, descriptor(false, blocks, plainTables, plainPlaces));
        plan.put(supplementary, descriptor(true, blocks, jolietTables, jolietPlaces));
        if (volume.boot().isBootable()) {
            long catalog = places.byPath()
                    .getOrDefault(volume.boot().catalogPath(), Extent.NONE)
                    .block();
            plan.put(boot, Piece.of(BootCatalog.descriptor(catalog)));
        }
        return new IsoImage(plan.image(options), places.byPath(), options.alignedUp(plan.next()) * Iso.BLOCK);
    }

    private Piece descriptor(boolean isJoliet, long blocks, PathTables tables, Map<String, Extent> places) {
        Extent root = places.getOrDefault("", Extent.NONE);
        VolumeDescriptor descriptor = new VolumeDescriptor(isJoliet, blocks, tables, root);
        return Piece.of(descriptor.bytes(volume.id(), volume.timestamp()));
    }
}
