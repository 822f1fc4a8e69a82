package dev.slipway.system;

import dev.slipway.archive.cpio.CpioWriter;
import dev.slipway.compose.Composition;
import dev.slipway.content.Content;
import dev.slipway.output.Compression;
import dev.slipway.output.Initrd;
import dev.slipway.output.KernelVersion;
import dev.slipway.output.Segment;
import dev.slipway.output.Segments;
import dev.slipway.output.SizeByOrigin;
import dev.slipway.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes the segments of an initrd, several at a time, and keeps them in the store: the next build compresses only those that changed.
 */
final class InitrdWriter {
    private static final String SEGMENT = "segment";

    /** Every segment counts from here: the kernel forgets inode numbers at the end of each. */
    private static final long FIRST_INODE = 1;

    /** Where an uncompressed archive may begin (init/initramfs.c, unpack_to_rootfs); the kernel skips zeros in between. */
    private static final int ALIGNMENT = 4;

    private final Store store;
    private final SegmentCompressor compressor;

    private InitrdWriter(Store store, Compression compression) {
        this.store = store;
        this.compressor = SegmentCompressor.of(compression);
    }

    /**
     * @param compression {@code auto}, {@code zstd}, {@code gzip} or {@code none}
     * @param kernel decides what {@code auto} is
     */
    static InitrdWriter of(Store store, String compression, Optional<KernelVersion> kernel) {
        return new InitrdWriter(store, Compression.choose(compression, kernel));
    }

    Initrd prepare(Composition composition) throws IOException {
        List<Segment> segments = Segments.of(composition.tree());
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
            Segment segment = segments.get(i);
            contents.add(compressed.get(i));
            sizes.add(new SizeByOrigin.Line(
                    segment.name() + " " + segment.source(),
                    segment.contentSize(),
                    compressed.get(i).size()));
        }
        return new Initrd(contents, SizeByOrigin.sorted(sizes));
    }

    private List<Content> compress(List<Segment> segments) throws IOException {
        ExecutorService executor =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<CompletableFuture<Content>> futures = segments.stream()
                    .map(segment -> CompletableFuture.supplyAsync(() -> compress(segment), executor))
                    .toList();
            return futures.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw unwrapped(e);
        } finally {
            executor.shutdownNow();
        }
    }

    private Content compress(Segment segment) {
        try {
            return store.derive(SEGMENT, segment.key(compressor.id()), sink -> {
                try (OutputStream plain = compressor.open(sink, segment.contentSize())) {
                    CpioWriter.write(segment.entries(), FIRST_INODE, plain);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IOException unwrapped(CompletionException e) {
        if (e.getCause() instanceof UncheckedIOException io && io.getCause() != null) {
            return io.getCause();
        }
        if (e.getCause() instanceof RuntimeException problem) {
            throw problem;
        }
        throw e;
    }
}
