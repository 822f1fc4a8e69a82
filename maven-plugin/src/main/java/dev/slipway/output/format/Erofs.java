package dev.slipway.output.format;

import dev.slipway.archive.erofs.ErofsWriter;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.content.Digest;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.TreeDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The root file system as an EROFS volume without compression, for a kernel that mounts it from a disk. */
public record Erofs() implements OutputFormat {
    private static final OutputKind FILE = new OutputKind("erofs", "-erofs.img", "img", "erofs");

    @Override
    public List<OutputKind> kinds() {
        return List.of(FILE);
    }

    @Override
    public boolean unpacksRoot() {
        return false;
    }

    @Override
    public OutputPlan plan(BootableSystem system) throws IOException {
        BlockImage volume = volume(system.root(), system.timestamp());
        return OutputPlan.of(FILE, volume);
    }

    static BlockImage volume(FileTree root, long timestamp) {
        String name = "slipway erofs 1\n" + timestamp + "\n" + TreeDigest.of(root);
        Digest digest = Digest.of(name.getBytes(StandardCharsets.UTF_8));
        return new ErofsWriter(root, timestamp, id(digest)).image();
    }

    private static UUID id(Digest digest) {
        long high = Long.parseUnsignedLong(digest.hex().substring(0, 16), 16);
        long low = Long.parseUnsignedLong(digest.hex().substring(16, 32), 16);
        // A UUID of version 8, whose bits are its maker's (RFC 9562, 5.8).
        return new UUID(high & ~0xf000L | 0x8000, low >>> 2 | Long.MIN_VALUE);
    }
}
