package dev.slipway.environment;

import dev.slipway.content.IOSupplier;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What the goals of one project share during one run of Maven, so that each thing is made once: the client of the registries, the
 * approval of images, the composed system. A key names everything that a thing depends on, so that executions with other parameters, or
 * after a change of a file, find nothing of each other.
 */
public final class BuildSession {
    private final ConcurrentMap<Key<?>, Slot> slots = new ConcurrentHashMap<>();
    private final @Nullable BuildSession build;

    /** Shares with no other project. */
    public BuildSession() {
        this(null);
    }

    /** @param build what all projects of the build share */
    public BuildSession(@Nullable BuildSession build) {
        this.build = build;
    }

    /** What the goals of all projects share in this run of Maven. */
    public BuildSession ofAllProjects() {
        return build == null ? this : build;
    }

    /** Place of a thing; its lock is held while the thing is made. */
    private static final class Slot {
        private @Nullable Object made;

        synchronized <T> T get(Class<T> type, IOSupplier<T> maker) throws IOException {
            Object known = made;
            if (known != null) {
                return type.cast(known);
            }
            T fresh = maker.get();
            made = fresh;
            return fresh;
        }

        synchronized boolean isFull() {
            return made != null;
        }
    }

    /** Names a thing: equal keys name the same one. */
    public interface Key<T> {
        /** What it names. */
        Class<T> type();

        /** Whether the thing reads files of the store, and so is of no use when one of them was found damaged. */
        default boolean readsStore() {
            return false;
        }
    }

    /**
     * What is kept for a key; else what the maker makes now. A thread that wants a thing which another thread is making waits for it.
     *
     * @param maker may throw; nothing is kept then. It may ask for other things, but for none whose maker asks for this one.
     */
    public <T> T once(Key<T> key, IOSupplier<T> maker) throws IOException {
        return slots.computeIfAbsent(key, any -> new Slot()).get(key.type(), maker);
    }

    /** Drops what reads files of the store. True if there was something. */
    public boolean dropStoreReaders() {
        boolean dropped = false;
        for (Map.Entry<Key<?>, Slot> entry : slots.entrySet()) {
            if (entry.getKey().readsStore() && slots.remove(entry.getKey(), entry.getValue())) {
                dropped |= entry.getValue().isFull();
            }
        }
        return dropped;
    }
}
