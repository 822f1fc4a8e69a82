package dev.slipway.content;

import java.io.IOException;

/** Gives something that has to be read for it. */
@FunctionalInterface
public interface IOSupplier<T> {
    T get() throws IOException;
}
