package dev.slipway.system;

import dev.slipway.images.ImageStore;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Something that is made when it is asked for first, and kept. For one thread. */
final class Once<T> {
    private final ImageStore.Step<T> maker;
    private @Nullable T made;

    Once(ImageStore.Step<T> maker) {
        this.maker = maker;
    }

    T get() throws IOException {
        T value = made;
        if (value == null) {
            value = maker.run();
            made = value;
        }
        return value;
    }
}
