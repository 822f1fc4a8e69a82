package dev.slipway.trust.fuzz;

import dev.slipway.problem.Problem;
import java.util.List;
import java.util.function.Consumer;

/**
 * A parser or verifier that strangers' bytes reach.
 *
 * @param seeds what it accepts, or comes close to accepting
 * @param reader gives bytes to it
 */
record FuzzTarget(String name, List<byte[]> seeds, Consumer<byte[]> reader) {
    /** Whatever the bytes are, the answer is a result or a {@link Problem}; anything else comes out of here. */
    boolean accepts(byte[] bytes) {
        try {
            reader.accept(bytes);
            return true;
        } catch (Problem rejected) {
            return false;
        }
    }
}
