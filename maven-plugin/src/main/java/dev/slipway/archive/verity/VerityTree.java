package dev.slipway.archive.verity;

import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Piece;
import dev.slipway.content.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The hash tree that dm-verity checks the blocks of a device with when they are read, and the hash of its root, which has to come from
 * somewhere that is trusted (Linux, "dm-verity"; cryptsetup, "DMVerity": hash type 1, sha256, blocks of 4 KiB).
 */
public final class VerityTree {
    /** Of data and of hashes, in bytes. */
    public static final int BLOCK = 4096;

    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 256;

    private final List<byte[]> levels;
    private final byte[] superblock;
    private final String rootHash;

    private VerityTree(List<byte[]> levels, byte[] superblock, String rootHash) {
        this.levels = levels;
        this.superblock = superblock;
        this.rootHash = rootHash;
    }

    /**
     * Reads the data once; 32 bytes for each of its blocks are in memory.
     *
     * @param data whole blocks
     * @param salt at most 256 bytes; derive it from the content, as it has a part in the root hash
     * @param id of the tree
     */
    public static VerityTree of(BlockImage data, byte[] salt, UUID id) throws IOException {
        if (data.size() == 0 || data.size() % BLOCK != 0 || salt.length > SALT_BYTES) {
            throw new IllegalArgumentException(data.size() + " bytes of data, " + salt.length + " of salt");
        }
        List<byte[]> levels = new ArrayList<>();
        byte[] hashes;
        try (InputStream in = data.open()) {
            hashes = hashes(in, data.size() / BLOCK, salt);
        }
        while (hashes.length > HASH_BYTES) {
            byte[] level = Arrays.copyOf(hashes, roundedUp(hashes.length));
            levels.add(0, level);
            hashes = hashes(level, salt);
        }
        return new VerityTree(
                levels,
                superblock(data.size() / BLOCK, salt, id),
                HexFormat.of().formatHex(hashes));
    }

    private static int roundedUp(int length) {
        return Math.multiplyExact((length + BLOCK - 1) / BLOCK, BLOCK);
    }

    private static byte[] hashes(InputStream in, long blocks, byte[] salt) throws IOException {
        ByteBuffer hashes = ByteBuffer.allocate(Math.toIntExact(blocks * HASH_BYTES));
        MessageDigest sha256 = Digest.Algorithm.SHA256.newMessageDigest();
        byte[] block = new byte[BLOCK];
        while (hashes.hasRemaining()) {
            in.readNBytes(block, 0, BLOCK);
            sha256.update(salt);
            hashes.put(sha256.digest(block));
        }
        return hashes.array();
    }

    private static byte[] hashes(byte[] level, byte[] salt) {
        ByteBuffer hashes = ByteBuffer.allocate(level.length / BLOCK * HASH_BYTES);
        MessageDigest sha256 = Digest.Algorithm.SHA256.newMessageDigest();
        for (int start = 0; start < level.length; start += BLOCK) {
            sha256.update(salt);
            sha256.update(level, start, BLOCK);
            hashes.put(sha256.digest());
        }
        return hashes.array();
    }

    private static byte[] superblock(long blocks, byte[] salt, UUID id) {
        ByteBuffer block = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        block.put("verity\0\0".getBytes(StandardCharsets.US_ASCII)).putInt(1).putInt(1);
        block.order(ByteOrder.BIG_ENDIAN);
        block.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        block.order(ByteOrder.LITTLE_ENDIAN);
        block.put(Arrays.copyOf("sha256".getBytes(StandardCharsets.US_ASCII), 32));
        block.putInt(BLOCK).putInt(BLOCK).putLong(blocks).putShort((short) salt.length);
        return block.position(88).put(salt).array();
    }

    /** What has to come from a trusted place, 64 digits of hex. */
    public String rootHash() {
        return rootHash;
    }

    /** The superblock and the tree, the root first: what is in the hash device or behind the data. */
    public BlockImage image() {
        Map<Long, Piece> pieces = new TreeMap<>(Map.of(0L, Piece.of(superblock)));
        long position = BLOCK;
        for (byte[] level : levels) {
            pieces.put(position, Piece.of(level));
            position += level.length;
        }
        return BlockImage.of(pieces, position);
    }
}
