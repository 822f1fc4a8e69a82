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
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes an ISO of more than 6 GiB with the writer that ships; a program of its own, so that its heap can be small. */
final class LargeIso {
    private LargeIso() {}

    public static void main(String[] arguments) throws IOException {
        TreeBuilder tree = new TreeBuilder(0);
        put(tree, "five gibibytes", 5L << 30);
        put(tree, "one gibibyte", (1L << 30) + 1);
        IsoVolume volume = IsoVolume.of(new VolumeId("LARGE"), 0, tree.build());
        try (OutputStream sink = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[0])), 1 << 16)) {
            new Iso9660Writer(volume).plan().image().writeTo(sink);
        }
    }

    private static void put(TreeBuilder tree, String name, long size) {
        Node file = new Node.RegularFile(new Counted(size), name);
        tree.put(new Entry(name, Attributes.of(0644, 0), file, Origin.NONE));
    }

    /** The byte at an offset is made of the offset, so that no two stretches look alike for long. */
    static byte at(long offset) {
        return (byte) (offset ^ (offset >>> 11) ^ (offset >>> 29));
    }

    private record Counted(long size) implements Content {
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
