package dev.slipway.yaml;

import org.jspecify.annotations.Nullable;

/** Makes a part of a model out of a {@link ValueReader} or an {@link ObjectReader}. */
@FunctionalInterface
public interface Reading<R, T> {
    /** Null if it cannot be made; then a finding is noted. */
    @Nullable
    T read(R reader);
}
