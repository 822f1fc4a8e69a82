package dev.slipway.it;

import dev.slipway.archive.iso9660.Iso9660Writer;
import dev.slipway.archive.iso9660.IsoVolume;
import dev.slipway.archive.iso9660.VolumeId;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes an ISO of more than 6 GiB with the writer that ships; a program of its own, so that its heap can be small. Most of it are zeros,
 * which stay holes in the file: few machines have the room to spare.
 */
final class LargeIso {
    /** Sizes of the files in it. */
    static final Map<String, Long> FILES = Map.of("five gibibytes", 5L << 30, "one gibibyte", (1L << 30) + 1);

    private LargeIso() {}

    public static void main(String[] arguments) throws IOException {
        TreeBuilder tree = new TreeBuilder(0);
        FILES.forEach((name, size) -> {
            Node file = new Node.RegularFile(new Counted(size), name);
            tree.put(new Entry(name, Attributes.of(0644, 0), file, Origin.NONE));
        });
        IsoVolume volume = IsoVolume.of(new VolumeId("LARGE"), 0, tree.build());
        try (RandomAccessFile file = new RandomAccessFile(arguments[0], "rw")) {
            new Iso9660Writer(volume).plan().image().writeTo(new Sparse(file));
            file.setLength(file.getFilePointer());
        }
    }

    /** The byte at an offset: in the first 64 KiB of each 16 MiB it is made of the offset, so that no two stretches look alike. */
    private static byte at(long offset) {
        return (offset & 0xff_0000) == 0 ? (byte) (offset ^ (offset >>> 11) ^ (offset >>> 24)) : 0;
    }

    /** Leaves out what is nothing but zeros. */
    private static final class Sparse extends OutputStream {
        private final RandomAccessFile file;

        private Sparse(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public void write(int b) throws IOException {
            file.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                if (bytes[i] != 0) {
                    file.write(bytes, offset, length);
                    return;
                }
            }
            file.seek(file.getFilePointer() + length);
        }
    }

    /** A file that is not kept anywhere. */
    record Counted(long size) implements Content {
        @Override
        public Digest digest() {
            return Digest.of(Long.toString(size).getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public InputStream open() {
            return new InputStream() {
                private long offset;

                @Override
                public int read() {
                    return offset == size ? -1 : at(offset++) & 0xff;
                }

                @Override
                public int read(byte[] buffer, int start, int length) {
                    int n = (int) Math.min(length, size - offset);
                    for (int i = 0; i < n; i++) {
                        buffer[start + i] = at(offset++);
                    }
                    return n == 0 && length > 0 ? -1 : n;
                }
            };
        }
    }
}
