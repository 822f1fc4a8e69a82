package dev.slipway.archive.disk;

import dev.slipway.archive.gzip.ReferenceZlib;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.content.Parallel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/**
 * VMware's stream-optimised VMDK (VMware, Virtual Disk Format 5.0): only grains with something on them, each compressed.
 *
 * <pre>
 * header, descriptor
 * grains of a table, then the table      for each table that is not empty
 * directory | footer | end of stream
 * </pre>
 */
public final class VmdkWriter {
    /** Names what decides over the bytes besides the disk. */
    public static final String ID = "vmdk deflate level 6";

    static final int SECTOR = 512;
    static final int GRAIN_SECTORS = 128;
    static final int TABLE_ENTRIES = 512;

    private static final int GRAIN = GRAIN_SECTORS * SECTOR;
    private static final int LEVEL = 6;
    private static final int GRAIN_HEADER = 12;

    /** Grains that are compressed at a time: 4 MiB. */
    private static final int BATCH = 64;

    private final VmdkHeader header;
    private final AllocatedUnits grains;

    /** @param name of the file that the descriptor speaks of */
    public VmdkWriter(BlockImage disk, String name, DiskIdentity identity) {
        this.header = new VmdkHeader(disk.size() / SECTOR, name, identity);
        this.grains = new AllocatedUnits(disk, GRAIN);
    }

    /**
     * Writes the file; the sink stays open.
     *
     * @throws dev.slipway.problem.Problem if this JVM's zlib would write other bytes than every other
     */
    public void write(OutputStream sink) throws IOException {
        ReferenceZlib.require();
        new Writing(sink).run();
    }

    /**
     * A grain.
     *
     * @param place in grains from the disk's start
     */
    private record Grain(long place, byte[] bytes) {}

    /** One file in the making. */
    private final class Writing {
        private final OutputStream sink;
        private final int[] directory = new int[(int) ((grains.total() + TABLE_ENTRIES - 1) / TABLE_ENTRIES)];
        private final List<Grain> batch = new ArrayList<>();
        private int[] table = new int[TABLE_ENTRIES];
        private long tableNumber = -1;
        private long sector;

        Writing(OutputStream sink) {
            this.sink = sink;
        }

        void run() throws IOException {
            put(header.start());
            grains.forEach((place, bytes) -> {
                batch.add(new Grain(place, bytes.clone()));
                if (batch.size() == BATCH) {
                    putBatch();
                }
            });
            putBatch();
            putTable();
            put(VmdkHeader.marker(VmdkHeader.DIRECTORY, sectors(directory.length * Integer.BYTES)));
            long place = sector;
            put(bytes(directory));
            put(VmdkHeader.marker(VmdkHeader.FOOTER, 1));
            put(header.sector(place));
            put(VmdkHeader.marker(VmdkHeader.END, 0));
        }

        private void putBatch() throws IOException {
            int threads = Runtime.getRuntime().availableProcessors();
            List<byte[]> compressed = Parallel.map(batch, threads, grain -> compressed(grain.place(), grain.bytes()));
            for (int i = 0; i < compressed.size(); i++) {
                putGrain(batch.get(i).place(), compressed.get(i));
            }
            batch.clear();
        }

        private void putGrain(long place, byte[] bytes) throws IOException {
            if (place / TABLE_ENTRIES != tableNumber) {
                putTable();
                tableNumber = place / TABLE_ENTRIES;
            }
            table[(int) (place % TABLE_ENTRIES)] = (int) sector;
            put(bytes);
        }

        private void putTable() throws IOException {
            if (tableNumber >= 0) {
                put(VmdkHeader.marker(VmdkHeader.TABLE, sectors(TABLE_ENTRIES * Integer.BYTES)));
                directory[(int) tableNumber] = (int) sector;
                put(bytes(table));
                table = new int[TABLE_ENTRIES];
            }
        }

        private void put(byte[] bytes) throws IOException {
            sink.write(bytes);
            int rest = sectors(bytes.length) * SECTOR - bytes.length;
            sink.write(new byte[rest]);
            sector += sectors(bytes.length);
        }
    }

    private static byte[] bytes(int[] numbers) {
        ByteBuffer bytes = VhdxHeaders.little(numbers.length * Integer.BYTES);
        bytes.asIntBuffer().put(numbers);
        return bytes.array();
    }

    private static int sectors(int bytes) {
        return (bytes + SECTOR - 1) / SECTOR;
    }

    /** A grain's header and its bytes as a zlib stream (RFC 1950). */
    private static byte[] compressed(long place, byte[] grain) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream(GRAIN);
        Deflater deflater = new Deflater(LEVEL);
        try {
            deflater.setInput(grain);
            deflater.finish();
            byte[] buffer = new byte[1 << 14];
            while (!deflater.finished()) {
                stream.write(buffer, 0, deflater.deflate(buffer));
            }
        } finally {
            deflater.end();
        }
        return VhdxHeaders.little(GRAIN_HEADER + stream.size())
                .putLong(place * GRAIN_SECTORS)
                .putInt(stream.size())
                .put(stream.toByteArray())
                .array();
    }
}
