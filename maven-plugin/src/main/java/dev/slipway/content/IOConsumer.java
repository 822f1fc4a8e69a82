package dev.slipway.content;

import java.io.IOException;

/** Does something with a value, for which it reads or writes. */
@FunctionalInterface
public interface IOConsumer<T> {
    void accept(T value) throws IOException;
}
