package dev.slipway.system;

import dev.slipway.compose.Composition;
import dev.slipway.content.Content;
import dev.slipway.content.Parallel;
import dev.slipway.output.CompressionSetting;
import dev.slipway.output.Initrd;
import dev.slipway.output.InitrdCompression;
import dev.slipway.output.KernelVersion;
import dev.slipway.output.Segment;
import dev.slipway.output.Segments;
import dev.slipway.output.SizeByOrigin;
import dev.slipway.store.Store;
import dev.slipway.tree.FileTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes the segments of an initrd, several at a time, and keeps them in the store: the next build compresses only those that changed.
 */
final class InitrdWriter {
    private static final String SEGMENT = "segment";

    /** Where an uncompressed archive may begin (init/initramfs.c, unpack_to_rootfs); the kernel skips zeros in between. */
    private static final int ALIGNMENT = 4;

    private final Store store;
    private final InitrdCompression compression;

    private InitrdWriter(Store store, InitrdCompression compression) {
        this.store = store;
        this.compression = compression;
    }

    /** @param kernel decides what {@code auto} is */
    static InitrdWriter of(Store store, CompressionSetting compression, Optional<KernelVersion> kernel) {
        return new InitrdWriter(store, InitrdCompression.choose(compression, kernel));
    }

    Initrd prepare(Composition composition) throws IOException {
        List<Sized> segments = sized(composition.tree());
        List<Content> compressed = compress(segments);
        List<Content> contents = new ArrayList<>();
        List<SizeByOrigin.Line> sizes = new ArrayList<>();
        Content ucode = composition.ucode();
        if (ucode != null) {
            // The kernel looks for microcode before it can decompress anything (x86/microcode, "Early load microcode").
            contents.add(ucode);
            contents.add(Content.of(new byte[(int) (-ucode.size() & (ALIGNMENT - 1))]));
            sizes.add(new SizeByOrigin.Line("microcode", ucode.size(), ucode.size()));
        }
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i).segment();
            contents.add(compressed.get(i));
            sizes.add(new SizeByOrigin.Line(
                    segment.name() + " " + segment.source(),
                    segments.get(i).size(),
                    compressed.get(i).size()));
        }
        return new Initrd(contents, SizeByOrigin.sorted(sizes));
    }

    /** A large segment keeps all processors busy alone, and two would take twice the memory; the others go side by side behind it. */
    private List<Content> compress(List<Sized> segments) throws IOException {
        Content[] compressed = new Content[segments.size()];
        List<Sized> small = new ArrayList<>();
        for (Sized each : largestFirst(segments)) {
            if (InitrdCompression.isLarge(each.size())) {
                compressed[each.index()] = compress(each);
            } else {
                small.add(each);
            }
        }
        int processors = Runtime.getRuntime().availableProcessors();
        List<Content> others = Parallel.map(small, processors, this::compress);
        for (int i = 0; i < small.size(); i++) {
            compressed[small.get(i).index()] = others.get(i);
        }
        return List.of(compressed);
    }

    /** @param index where it stands in the initrd */
    private record Sized(int index, Segment segment, long size) {}

    private static List<Sized> sized(FileTree tree) {
        List<Segment> segments = Segments.of(tree);
        List<Sized> sized = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            sized.add(new Sized(i, segments.get(i), segments.get(i).contentSize()));
        }
        return sized;
    }

    private static List<Sized> largestFirst(List<Sized> segments) {
        return segments.stream()
                .sorted(Comparator.comparingLong(Sized::size).reversed())
                .toList();
    }

    /** Puts the large segments of a tree into the store, so that {@link #prepare} finds them there. */
    void compressLarge(FileTree tree) throws IOException {
        for (Sized each : largestFirst(sized(tree))) {
            if (InitrdCompression.isLarge(each.size())) {
                compress(each);
            }
        }
    }

    private Content compress(Sized each) throws IOException {
        Segment segment = each.segment();
        return store.derive(
                SEGMENT, segment.key(compression.id()), sink -> segment.writeTo(sink, compression, each.size()));
    }
}
