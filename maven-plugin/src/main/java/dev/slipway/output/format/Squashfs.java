package dev.slipway.output.format;

import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.squashfs.SquashfsCompression;
import dev.slipway.archive.squashfs.SquashfsWriter;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.output.CompressionSetting;
import dev.slipway.problem.Problem;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.TreeDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The root file system as a squashfs volume, for a kernel that mounts it from a disk.
 *
 * @param compression of its blocks: zstd or none
 */
public record Squashfs(CompressionSetting compression) implements OutputFormat {
    private static final OutputKind FILE = new OutputKind("squashfs", "-squashfs.img", "img", "squashfs");

    /** @throws Problem if the compression is another one */
    public Squashfs {
        method(compression);
    }

    static Squashfs of(FormatSettings settings) {
        return new Squashfs(settings.compression());
    }

    private static SquashfsCompression method(CompressionSetting setting) {
        Integer level = setting.level();
        return switch (setting.method()) {
            case "auto", "zstd" -> level == null ? SquashfsCompression.USUAL : new SquashfsCompression(level);
            case "none" -> SquashfsCompression.NONE;
            default ->
                throw Problem.user(
                        "slipway.compression '" + setting.method() + "'",
                        "the format squashfs is not available with this compression",
                        "Choose one of: auto, zstd, none");
        };
    }

    @Override
    public List<OutputKind> kinds() {
        return List.of(FILE);
    }

    @Override
    public boolean unpacksRoot() {
        return false;
    }

    /** The compressed blocks are kept in the store: their sizes have to be known before the file is written. */
    @Override
    public OutputPlan plan(BootableSystem system) throws IOException {
        BlockImage volume = volume(system, system.root(), compression);
        return OutputPlan.of(FILE, volume);
    }

    /** @throws Problem if the compression is one that squashfs does not have */
    static BlockImage volume(BootableSystem system, FileTree root, CompressionSetting compression) throws IOException {
        SquashfsCompression method = method(compression);
        String name = "slipway squashfs 1\n" + method.id() + "\n" + system.timestamp() + "\n" + TreeDigest.of(root);
        Content body = system.derived(
                "squashfs",
                Digest.of(name.getBytes(StandardCharsets.UTF_8)),
                new SquashfsWriter(root, system.timestamp(), method)::writeBody);
        return SquashfsWriter.image(body);
    }
}
