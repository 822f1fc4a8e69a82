package dev.slipway.archive.iso9660;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * System use fields that have no room in their directory record (SUSP 1.12, 5.1). They stand behind the directory. A stretch of
 * fields never crosses the end of a block, since Linux refuses that; where they must, a further continuation field links them.
 */
final class ContinuationArea {
    /** A stretch of fields in one block, and where the record goes on behind it, if it does. */
    private record Stretch(int offset, List<byte[]> fields, boolean continued) {
        int length() {
            return size(fields) + (continued ? SystemUse.CONTINUATION_BYTES : 0);
        }
    }

    private final List<Stretch> stretches = new ArrayList<>();
    private int end;

    static int size(List<byte[]> fields) {
        return fields.stream().mapToInt(field -> field.length).sum();
    }

    /**
     * Takes fields in.
     *
     * @return the number of their first stretch, for {@link #reference}
     */
    int add(List<byte[]> fields) {
        int first = stretches.size();
        if (size(fields) > roomInBlock() && size(fields) <= Iso.BLOCK) {
            startBlock();
        }
        List<byte[]> waiting = fields;
        while (size(waiting) > roomInBlock()) {
            int count = fitting(waiting);
            if (count == 0) {
                startBlock();
            } else {
                put(new Stretch(end, waiting.subList(0, count), true));
                waiting = waiting.subList(count, waiting.size());
                startBlock();
            }
        }
        put(new Stretch(end, waiting, false));
        return first;
    }

    private int fitting(List<byte[]> fields) {
        int room = roomInBlock() - SystemUse.CONTINUATION_BYTES;
        int count = 0;
        while (fields.get(count).length <= room) {
            room -= fields.get(count).length;
            count++;
        }
        return count;
    }

    private int roomInBlock() {
        return Iso.BLOCK - end % Iso.BLOCK;
    }

    private void startBlock() {
        end = (int) Iso.blocks(end) * Iso.BLOCK;
    }

    private void put(Stretch stretch) {
        stretches.add(stretch);
        end += stretch.length();
    }

    /** Size of all that was taken in. */
    int bytes() {
        return end;
    }

    /** The field that leads to a stretch, if the area starts at a block. */
    byte[] reference(int number, long areaBlock) {
        Stretch stretch = stretches.get(number);
        return SystemUse.continuation(
                areaBlock + stretch.offset() / Iso.BLOCK, stretch.offset() % Iso.BLOCK, stretch.length());
    }

    /** Writes the area to where it starts. */
    void putInto(ByteBuffer target, long areaBlock) {
        int start = target.position();
        for (int i = 0; i < stretches.size(); i++) {
            Stretch stretch = stretches.get(i);
            target.position(start + stretch.offset());
            stretch.fields().forEach(target::put);
            if (stretch.continued()) {
                target.put(reference(i + 1, areaBlock));
            }
        }
    }
}
