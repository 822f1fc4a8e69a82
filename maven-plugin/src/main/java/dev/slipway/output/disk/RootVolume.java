package dev.slipway.output.disk;

import dev.slipway.archive.gpt.Guid;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.verity.VerityTree;
import dev.slipway.content.Digest;
import java.io.IOException;
import java.util.List;

/** A root file system in a partition, and the hash tree that dm-verity checks its blocks with, in another one. */
public final class RootVolume {
    /** Digits of the half of a hash. */
    private static final int HALF = 32;

    private final String type;
    private final BlockImage volume;
    private final VerityTree tree;

    private RootVolume(String type, BlockImage volume, VerityTree tree) {
        this.type = type;
        this.volume = volume;
        this.tree = tree;
    }

    /**
     * Reads the file system once, for its hashes.
     *
     * @param type of the file system, as the kernel calls it
     * @param id names exactly this file system
     * @param spool keeps the hashes
     */
    public static RootVolume of(String type, BlockImage volume, Digest id, VerityTree.Spool spool) throws IOException {
        // Salt is against tables of hashes made beforehand, which a system that everybody may read need not fear.
        return new RootVolume(
                type,
                volume,
                VerityTree.of(volume, new byte[0], Guid.derived(id, "verity").uuid(), spool));
    }

    /** What the kernel's command line has to say: type, blocks and root hash. */
    public String words() {
        return "slipway.root=" + type + ":" + volume.size() / VerityTree.BLOCK + ":" + tree.rootHash();
    }

    /**
     * Both partitions. The halves of the root hash are their identifiers, so they are found by it.
     *
     * @param architecture of the root's programs, {@code amd64} or {@code arm64}
     */
    public List<Slot> slots(String architecture) {
        String hash = tree.rootHash();
        boolean pc = architecture.equals("amd64");
        Guid root = pc ? Guid.ROOT_X86_64 : Guid.ROOT_ARM64;
        Guid verity = pc ? Guid.ROOT_X86_64_VERITY : Guid.ROOT_ARM64_VERITY;
        return List.of(
                Slot.of(root, "root", volume).withId(Guid.ofHex(hash.substring(0, HALF))),
                Slot.of(verity, "root verity", tree.image()).withId(Guid.ofHex(hash.substring(HALF))));
    }
}
