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
 * ...        nothing, if the disk is larger than its partitions need
 * end        backup GPT, in the disk's last sectors
 * </pre>
 */
public final class DiskPlan {
    /** Partitions start and end on multiples of it: what disks, arrays and clouds align to. */
    static final long ALIGNMENT = 1 << 20;

    /** Where the first partition starts, in bytes. */
    static final long FIRST = ALIGNMENT;

    private final Disk disk;
    private final List<Long> offsets;
    private final long size;

    private DiskPlan(Disk disk, List<Long> offsets, long size) {
        this.disk = disk;
        this.offsets = List.copyOf(offsets);
        this.size = size;
    }

    /** Gives each part of a disk its place. */
    public static DiskPlan of(Disk disk) {
        List<Long> offsets = new ArrayList<>();
        long end = FIRST;
        for (Slot slot : disk.slots()) {
            offsets.add(end);
            end += room(slot);
        }
        long table = GptTable.sectorsAtEnd(disk.sectorSize()) * disk.sectorSize();
        return new DiskPlan(disk, offsets, disk.room().holding(end + table));
    }

    private static long room(Slot slot) {
        return (slot.content().size() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
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
        for (int i = 0; i < offsets.size(); i++) {
            image = image.with(offsets.get(i), disk.slots().get(i).content());
        }
        return image;
    }

    private GptTable table() {
        int sector = disk.sectorSize();
        List<Partition> partitions = new ArrayList<>();
        for (int i = 0; i < offsets.size(); i++) {
            Slot slot = disk.slots().get(i);
            Guid id = Guid.derived(disk.id(), "partition " + slot.name());
            long first = offsets.get(i) / sector;
            partitions.add(new Partition(slot.type(), id, first, room(slot) / sector, slot.attributes(), slot.name()));
        }
        return new GptTable(Guid.derived(disk.id(), "disk"), sector, size / sector, partitions);
    }
}
