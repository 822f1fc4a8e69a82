package dev.slipway.output.iso;

import dev.slipway.archive.iso9660.VolumeId;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes an image from files, for trials by hand: {@code IsoTrial <boot loader directory> <kernel> <initrd> <command line file>
 * <firmware> <iso>}.
 */
final class IsoTrial {
    private IsoTrial() {}

    public static void main(String[] args) throws IOException {
        KernelCommandLine commandLine = KernelCommandLine.of(contentOf(Path.of(args[3])), args[3]);
        IsoRequest request = new IsoRequest(
                new VolumeId("LINUXKIT"),
                1492533000,
                Firmware.parse(args[4]),
                BootLoader.of(treeOf(Path.of(args[0]))),
                contentOf(Path.of(args[1])),
                List.of(contentOf(Path.of(args[2]))),
                commandLine);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[5])))) {
            new HybridIso(request).plan().writeTo(out);
        }
    }

    static FileTree treeOf(Path directory) throws IOException {
        TreeBuilder tree = new TreeBuilder(0);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String path = directory.relativize(file).toString();
            tree.put(new Entry(path, Attributes.of(0644, 0), new Node.RegularFile(contentOf(file), path), Origin.NONE));
        }
        return tree.build();
    }

    static Content contentOf(Path file) throws IOException {
        long size = Files.size(file);
        Digest digest = Digest.of(Files.newInputStream(file));
        return new Content() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public Digest digest() {
                return digest;
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }
        };
    }
}
