package dev.slipway.spec.container;

/** A user or group: a number, or the name of a container whose allocated number is meant. */
public sealed interface Id {
    /** @param value 0 to 2^32-1 */
    record Number(long value) implements Id {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** @param name a container of the same YAML; the empty text and {@code root} mean 0 */
    record OfContainer(String name) implements Id {
        @Override
        public String toString() {
            return name;
        }
    }
}
