package dev.slipway.archive.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Finds what a unit of a disk holds in a file, by the specification of its format: nothing of the writers is used. */
final class DiskReaders {
    /** Gives a unit of a disk; null where there is none. */
    interface Reader {
        byte[] unit(long number) throws DataFormatException;
    }

    private DiskReaders() {}

    static Reader qcow2(byte[] file) {
        ByteBuffer all = ByteBuffer.wrap(file);
        int cluster = 1 << all.getInt(20);
        long mask = (1L << 56) - 512;
        return number -> {
            int l1 = (int) (all.getLong(40) + number / (cluster / 8) * 8);
            int l2 = (int) (all.getLong(l1) & mask);
            int place = l2 == 0 ? 0 : (int) (all.getLong((int) (l2 + number % (cluster / 8) * 8)) & mask);
            return place == 0 ? null : Arrays.copyOfRange(file, place, place + cluster);
        };
    }

    static Reader dynamicVhd(byte[] file) {
        ByteBuffer all = ByteBuffer.wrap(file);
        int bat = (int) all.getLong(512 + 16);
        int block = all.getInt(512 + 32);
        return number -> {
            int sector = all.getInt((int) (bat + 4 * number));
            return sector == -1 ? null : Arrays.copyOfRange(file, sector * 512 + 512, sector * 512 + 512 + block);
        };
    }

    static Reader vhdx(byte[] file, int sectorSize) {
        ByteBuffer all = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int regions = 192 << 10;
        int bat = (int) all.getLong(regions + 16 + 16);
        int metadata = (int) all.getLong(regions + 48 + 16);
        int block = all.getInt(metadata + all.getInt(metadata + 32 + 16));
        long chunk = (1L << 23) * sectorSize / block;
        return number -> {
            long entry = all.getLong((int) (bat + 8 * (number + number / chunk)));
            int place = (int) (entry >>> 20 << 20);
            return (entry & 7) == 0 ? null : Arrays.copyOfRange(file, place, place + block);
        };
    }

    /** By the footer, which knows the directory. */
    static Reader vmdk(byte[] file) {
        ByteBuffer all = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int directory = (int) all.getLong(file.length - 1024 + 56) * 512;
        return number -> {
            int table = all.getInt((int) (directory + number / 512 * 4)) * 512;
            int grain = table == 0 ? 0 : all.getInt((int) (table + number % 512 * 4)) * 512;
            return grain == 0 ? null : inflated(file, grain, number, all);
        };
    }

    private static byte[] inflated(byte[] file, int grain, long number, ByteBuffer all) throws DataFormatException {
        if (all.getLong(grain) != number * 128) {
            throw new DataFormatException("the grain says that it is at " + all.getLong(grain));
        }
        Inflater inflater = new Inflater();
        inflater.setInput(file, grain + 12, all.getInt(grain + 8));
        byte[] bytes = new byte[1 << 16];
        int count = inflater.inflate(bytes);
        if (count != bytes.length || !inflater.finished()) {
            throw new DataFormatException("a grain of " + count + " bytes");
        }
        inflater.end();
        return bytes;
    }

    static String text(byte[] file, int offset, int length) {
        return new String(file, offset, length, StandardCharsets.US_ASCII);
    }
}
