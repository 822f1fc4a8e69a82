package dev.slipway.output.disk;

import dev.slipway.content.Digest;
import java.util.List;

/**
 * What a disk is made of.
 *
 * @param id names exactly this disk; every identifier on it is derived from it
 * @param sectorSize bytes of a sector, 512 or 4096
 * @param slots its partitions, in the order of their numbers and places
 * @param room how large it has to be
 */
public record Disk(Digest id, int sectorSize, List<Slot> slots, Room room) {
    public Disk {
        slots = List.copyOf(slots);
        for (int i = 0; i < slots.size() - 1; i++) {
            if (slots.get(i).grows()) {
                throw new IllegalArgumentException("behind a partition that grows lies another one: " + slots);
            }
        }
    }

    /**
     * How large a disk has to be. It becomes larger if its partitions need that.
     *
     * @param least bytes; 0 for what the partitions need
     * @param unit its size is a multiple of so many bytes, which are themselves whole MiB
     */
    public record Room(long least, long unit) {
        private static final long MIB = 1 << 20;

        /** What the partitions need. */
        public static final Room NEEDED = new Room(0, MIB);

        public Room {
            if (least < 0 || unit < MIB || unit % MIB != 0) {
                throw new IllegalArgumentException("at least " + least + " bytes, in units of " + unit);
            }
        }

        /** The least size that holds so many bytes. */
        long holding(long bytes) {
            return (Math.max(bytes, least) + unit - 1) / unit * unit;
        }
    }
}
