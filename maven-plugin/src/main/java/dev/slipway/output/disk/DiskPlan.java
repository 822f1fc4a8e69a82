package dev.slipway.output.disk;

import dev.slipway.archive.gpt.GptTable;
import dev.slipway.archive.gpt.Guid;
import dev.slipway.archive.gpt.MasterBootRecord;
import dev.slipway.archive.gpt.Partition;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Piece;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the parts of a disk lie.
 *
 * <pre>
 * 0          protective master boot record, primary GPT
 * 1 MiB      the first partition; each one starts behind the one before, on a whole MiB
 * ...        nothing, if the disk is larger than its partitions need and the last one does not grow
 * end        backup GPT, in the disk's last sectors
 * </pre>
 */
public final class DiskPlan {
    /** Partitions start and end on multiples of it: what disks, arrays and clouds align to. */
    static final long ALIGNMENT = 1 << 20;

    /** Where the first partition starts, in bytes. */
    static final long FIRST = ALIGNMENT;

    private final Disk disk;
    private final List<Place> places;
    private final long size;

    /** A partition's place, in bytes. */
    private record Place(long offset, long size) {}

    private DiskPlan(Disk disk, List<Place> places, long size) {
        this.disk = disk;
        this.places = List.copyOf(places);
        this.size = size;
    }

    /** Gives each part of a disk its place. */
    public static DiskPlan of(Disk disk) {
        List<Place> places = new ArrayList<>();
        long end = FIRST;
        for (Slot slot : disk.slots()) {
            Place place = new Place(end, (slot.least() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
            places.add(place);
            end += place.size();
        }
        long table = GptTable.sectorsAtEnd(disk.sectorSize()) * disk.sectorSize();
        long size = disk.room().holding(end + table);
        int last = places.size() - 1;
        if (last >= 0 && disk.slots().get(last).grows()) {
            long offset = places.get(last).offset();
            places.set(last, new Place(offset, (size - table - offset) / ALIGNMENT * ALIGNMENT));
        }
        return new DiskPlan(disk, places, size);
    }

    /**
     * The disk.
     *
     * @param bootCode of the master boot record; empty for a disk that no BIOS shall start
     */
    public BlockImage image(byte[] bootCode) {
        int sector = disk.sectorSize();
        GptTable table = table();
        BlockImage image = BlockImage.ofSize(size)
                .with(0, Piece.of(new MasterBootRecord(bootCode, size / sector).bytes()))
                .with(sector, Piece.of(table.primary()))
                .with(size - GptTable.sectorsAtEnd(sector) * sector, Piece.of(table.backup()));
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            image = image.with(place.offset(), disk.slots().get(i).content().apply(place.size()));
        }
        return image;
    }

    private GptTable table() {
        int sector = disk.sectorSize();
        List<Partition> partitions = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            Slot slot = disk.slots().get(i);
            Guid id = slot.id() == null ? Guid.derived(disk.id(), "partition " + slot.name()) : slot.id();
            long first = places.get(i).offset() / sector;
            long sectors = places.get(i).size() / sector;
            long attributes = slot.grows() ? Partition.GROW_FILE_SYSTEM : 0;
            partitions.add(new Partition(slot.type(), id, first, sectors, attributes, slot.name()));
        }
        return new GptTable(Guid.derived(disk.id(), "disk"), sector, size / sector, partitions);
    }
}
