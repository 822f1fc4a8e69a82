package dev.slipway.archive.iso9660;

import dev.slipway.tree.Attributes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A directory's records in order, planned from their lengths and written once all places are known. No record crosses the end of a
 * block (ECMA-119, 6.8.1.1).
 */
final class DirectoryPlan {
    /**
     * A record without its place.
     *
     * @param inline fields of system use that stand in the record
     * @param continuation the stretch of the continuation area with the other ones, or -1
     */
    private record Planned(DirectoryRecord record, List<byte[]> inline, int continuation) {
        int length() {
            int inlineBytes = ContinuationArea.size(inline);
            int systemUse = continuation < 0 ? inlineBytes : inlineBytes + SystemUse.CONTINUATION_BYTES;
            return DirectoryRecord.length(record.identifier(), systemUse);
        }

        byte[] bytes(ContinuationArea area, long areaBlock) {
            ByteBuffer systemUse = ByteBuffer.allocate(DirectoryRecord.room(record.identifier()));
            inline.forEach(systemUse::put);
            if (continuation >= 0) {
                systemUse.put(area.reference(continuation, areaBlock));
            }
            byte[] used = new byte[systemUse.position()];
            systemUse.get(0, used);
            return new DirectoryRecord(record.extent(), record.date(), record.flags(), record.identifier(), used)
                    .bytes();
        }
    }

    private final List<Planned> records = new ArrayList<>();
    private final ContinuationArea area = new ContinuationArea();
    private int end;

    /** Adds a record of something that is one run of blocks or several file sections. */
    void add(Extent extent, Attributes attributes, int flags, byte[] identifier, List<byte[]> systemUse) {
        List<Extent> sections = extent.sections();
        byte[] date = IsoDate.shortForm(attributes.mtime());
        for (int i = 0; i < sections.size(); i++) {
            int more = i + 1 < sections.size() ? DirectoryRecord.MORE_SECTIONS : 0;
            add(new DirectoryRecord(sections.get(i), date, flags | more, identifier, new byte[0]), systemUse);
        }
    }

    private void add(DirectoryRecord record, List<byte[]> systemUse) {
        int room = DirectoryRecord.room(record.identifier());
        Planned planned;
        if (ContinuationArea.size(systemUse) <= room) {
            planned = new Planned(record, systemUse, -1);
        } else {
            int inline = fitting(systemUse, room - SystemUse.CONTINUATION_BYTES);
            int continuation = area.add(systemUse.subList(inline, systemUse.size()));
            planned = new Planned(record, systemUse.subList(0, inline), continuation);
        }
        records.add(planned);
        end = startOf(planned, end) + planned.length();
    }

    private static int fitting(List<byte[]> fields, int room) {
        int left = room;
        int count = 0;
        while (fields.get(count).length <= left) {
            left -= fields.get(count).length;
            count++;
        }
        return count;
    }

    private static int startOf(Planned record, int end) {
        int left = Iso.BLOCK - end % Iso.BLOCK;
        return record.length() <= left ? end : end + left;
    }

    /** Size of the directory as it is recorded: whole blocks. */
    int directoryBytes() {
        return (int) Iso.blocks(end) * Iso.BLOCK;
    }

    /** Size with the continuation area: whole blocks. */
    int bytes() {
        return directoryBytes() + (int) Iso.blocks(area.bytes()) * Iso.BLOCK;
    }

    /** The directory and its continuation area. */
    byte[] written(long firstBlock) {
        ByteBuffer target = ByteBuffer.allocate(bytes());
        long areaBlock = firstBlock + directoryBytes() / Iso.BLOCK;
        int position = 0;
        for (Planned record : records) {
            position = startOf(record, position);
            target.position(position).put(record.bytes(area, areaBlock));
            position = target.position();
        }
        area.putInto(target.position(directoryBytes()), areaBlock);
        return target.array();
    }
}
