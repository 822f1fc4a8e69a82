package dev.slipway.content;

import java.io.IOException;

/** Makes one value of another, for which it reads or writes. */
@FunctionalInterface
public interface IOFunction<T, R> {
    R apply(T value) throws IOException;
}
