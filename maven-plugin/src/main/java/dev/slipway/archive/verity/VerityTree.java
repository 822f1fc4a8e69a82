package dev.slipway.archive.verity;

import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Piece;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.IOConsumer;
import dev.slipway.content.IOSupplier;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    private final List<Content> levels;
    private final byte[] superblock;
    private final String rootHash;

    private VerityTree(List<Content> levels, byte[] superblock, String rootHash) {
        this.levels = levels;
        this.superblock = superblock;
        this.rootHash = rootHash;
    }

    /** Keeps the bytes of a level until the tree is written: of a disk of 1 TiB they are 8 GiB. */
    @FunctionalInterface
    public interface Spool {
        /** What the maker writes. */
        Content keep(IOConsumer<OutputStream> maker) throws IOException;
    }

    /**
     * Reads the data once.
     *
     * @param data whole blocks
     * @param salt at most 256 bytes; derive it from the content, as it has a part in the root hash
     * @param id of the tree
     */
    public static VerityTree of(BlockImage data, byte[] salt, UUID id, Spool spool) throws IOException {
        if (data.size() == 0 || data.size() % BLOCK != 0 || salt.length > SALT_BYTES) {
            throw new IllegalArgumentException(data.size() + " bytes of data, " + salt.length + " of salt");
        }
        List<Content> levels = new ArrayList<>();
        IOSupplier<InputStream> below = data::open;
        for (long blocks = data.size() / BLOCK; blocks > 1; ) {
            Level hashes = new Level(below, blocks, salt);
            Content level = spool.keep(hashes::writeTo);
            levels.add(0, level);
            below = level::open;
            blocks = level.size() / BLOCK;
        }
        ByteArrayOutputStream root = new ByteArrayOutputStream();
        new Level(below, 1, salt).writeHashes(root);
        return new VerityTree(
                levels,
                superblock(data.size() / BLOCK, salt, id),
                HexFormat.of().formatHex(root.toByteArray()));
    }

    /** The hashes of some blocks, which fill up blocks themselves. */
    private record Level(IOSupplier<InputStream> below, long blocks, byte[] salt) {
        void writeTo(OutputStream sink) throws IOException {
            writeHashes(sink);
            long rest = -(blocks * HASH_BYTES) & (BLOCK - 1);
            sink.write(new byte[(int) rest]);
        }

        void writeHashes(OutputStream sink) throws IOException {
            MessageDigest sha256 = Digest.Algorithm.SHA256.newMessageDigest();
            byte[] block = new byte[BLOCK];
            byte[] full = new byte[BLOCK];
            int filled = 0;
            try (InputStream in = below.get()) {
                for (long i = 0; i < blocks; i++) {
                    if (in.readNBytes(block, 0, BLOCK) < BLOCK) {
                        throw new EOFException("the volume is shorter than it says");
                    }
                    sha256.update(salt);
                    System.arraycopy(sha256.digest(block), 0, full, filled, HASH_BYTES);
                    filled = (filled + HASH_BYTES) % BLOCK;
                    if (filled == 0) {
                        sink.write(full);
                    }
                }
            }
            sink.write(full, 0, filled);
        }
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
        for (Content level : levels) {
            pieces.put(position, Piece.of(level));
            position += level.size();
        }
        return BlockImage.of(pieces, position);
    }
}
