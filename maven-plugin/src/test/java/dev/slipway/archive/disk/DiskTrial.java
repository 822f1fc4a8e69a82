package dev.slipway.archive.disk;

import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Piece;
import dev.slipway.content.Digest;
import dev.slipway.content.IOConsumer;
import dev.slipway.incremental.StagedOutputs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Writes a disk as the goals do, digest included, for measuring: {@code DiskTrial <format> <MiB of the disk> <MiB on it> <file>}. What is
 * on it are bytes that nothing compresses, behind the first MiB.
 */
final class DiskTrial {
    private static final long MIB = 1 << 20;
    private static final DiskIdentity IDENTITY = new DiskIdentity(Digest.of(new byte[0]), 1492533000);

    private DiskTrial() {}

    public static void main(String[] args) throws IOException {
        long content = Long.parseLong(args[2]) * MIB;
        BlockImage disk =
                BlockImage.ofSize(Long.parseLong(args[1]) * MIB).with(MIB, Piece.of(content, () -> new Noise(content)));
        Map<String, IOConsumer<OutputStream>> writers = Map.of(
                "raw", disk::writeTo,
                "qcow2", new Qcow2Writer(disk)::write,
                "vhd", new FixedVhdWriter(disk, IDENTITY)::write,
                "vhd-dynamic", new DynamicVhdWriter(disk, IDENTITY)::write,
                "vhdx", new VhdxWriter(disk, 512, IDENTITY)::write,
                "vmdk", new VmdkWriter(disk, "disk.vmdk", IDENTITY)::write);
        StagedOutputs.write(Path.of(args[3]), Objects.requireNonNull(writers.get(args[0]), "no such format"));
    }

    /** One random block again and again, each time with its number in it. */
    private static final class Noise extends InputStream {
        private static final int BLOCK = 1 << 16;

        private final byte[] block = new byte[BLOCK];
        private long left;
        private int place = BLOCK;
        private int number;

        Noise(long size) {
            this.left = size;
            new Random(1).nextBytes(block);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left == 0) {
                return length == 0 ? 0 : -1;
            }
            if (place == BLOCK) {
                place = 0;
                number++;
                for (int i = 0; i < BLOCK; i += 512) {
                    block[i] = (byte) number;
                    block[i + 1] = (byte) (number >> 8);
                }
            }
            int count = (int) Math.min(Math.min(length, left), BLOCK - place);
            System.arraycopy(block, place, buffer, offset, count);
            place += count;
            left -= count;
            return count;
        }
    }
}
