package dev.slipway.system;

import dev.slipway.content.IOSupplier;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Something that is made when it is asked for first, and kept. For one thread. */
final class Once<T> {
    private final IOSupplier<T> maker;
    private @Nullable T made;

    Once(IOSupplier<T> maker) {
        this.maker = maker;
    }

    T get() throws IOException {
        T value = made;
        if (value == null) {
            value = maker.get();
            made = value;
        }
        return value;
    }
}
