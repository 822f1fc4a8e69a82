package dev.slipway.images;

import dev.slipway.content.Digest;
import dev.slipway.oci.layer.PlainLayer;
import dev.slipway.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The plain tars of the store, for reading one file after the other. An output has its files in nearly the order of the tar, so what
 * stands behind a small one is read with it: opening the tar for each would take longer than all else.
 */
final class PlainTars {
    private static final int WINDOW = 1 << 17;

    /** From here on a file is read alone. */
    private static final int SMALL = WINDOW / 4;

    /** As many as threads read side by side, about; a power of two. */
    private static final int WINDOWS = 8;

    private final Store store;
    private final Set<Digest> used = ConcurrentHashMap.newKeySet();
    private final AtomicReferenceArray<@Nullable Window> windows = new AtomicReferenceArray<>(WINDOWS);

    PlainTars(Store store) {
        this.store = store;
    }

    /** Bytes of a tar from an offset on. */
    private static final class Window {
        private final Digest tar;
        private final long offset;
        private final byte[] bytes;

        Window(Digest tar, long offset, byte[] bytes) {
            this.tar = tar;
            this.offset = offset;
            this.bytes = bytes;
        }

        boolean has(Digest wanted, long start, long size) {
            return tar.equals(wanted) && start >= offset && start + size <= offset + bytes.length;
        }
    }

    PlainLayer of(Digest tar) {
        used.add(tar);
        return (offset, size) -> size > SMALL ? store.openRegion(tar, offset, size) : small(tar, offset, (int) size);
    }

    private InputStream small(Digest tar, long offset, int size) throws IOException {
        int place = (int) Thread.currentThread().getId() & WINDOWS - 1;
        Window window = windows.get(place);
        if (window == null || !window.has(tar, offset, size)) {
            window = read(tar, offset);
            windows.set(place, window);
        }
        int start = (int) (offset - window.offset);
        return new ByteArrayInputStream(window.bytes, start, Math.min(size, window.bytes.length - start));
    }

    private Window read(Digest tar, long offset) throws IOException {
        try (InputStream in = store.openRegion(tar, offset, WINDOW)) {
            return new Window(tar, offset, in.readNBytes(WINDOW));
        }
    }

    /** Looks through the tars that were used so far; true if one was damaged and has been dropped. */
    boolean dropDamaged() throws IOException {
        for (int i = 0; i < WINDOWS; i++) {
            windows.set(i, null);
        }
        boolean dropped = false;
        for (Digest tar : used) {
            dropped |= !store.isSound(tar);
        }
        return dropped;
    }
}
