package dev.slipway.environment;

import dev.slipway.content.IOSupplier;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What the goals of one project share during one run of Maven, so that each thing is made once: the client of the registries, the
 * approval of images, the composed system. A key names everything that a thing depends on, so that executions with other parameters, or
 * after a change of a file, find nothing of each other.
 */
public final class BuildSession {
    private final ConcurrentMap<Key<?>, Object> kept = new ConcurrentHashMap<>();

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
     * What is kept for a key; else what the maker makes now.
     *
     * @param maker may throw; nothing is kept then
     */
    public <T> T once(Key<T> key, IOSupplier<T> maker) throws IOException {
        Object known = kept.get(key);
        if (known != null) {
            return key.type().cast(known);
        }
        T made = maker.get();
        kept.put(key, made);
        return made;
    }

    /** Drops what reads files of the store. True if there was something. */
    public boolean dropStoreReaders() {
        return kept.keySet().removeIf(Key::readsStore);
    }
}
