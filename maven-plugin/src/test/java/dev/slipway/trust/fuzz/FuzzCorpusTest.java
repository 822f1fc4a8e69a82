package dev.slipway.trust.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each parser and verifier with good inputs, with what fuzzing kept, and with damage to both; without the fuzzer. */
class FuzzCorpusTest {
    private static final int DAMAGED = 60;

    @Test
    void nothingButAResultOrARejectionComesOut() {
        int inputs = 0;
        int kept = 0;
        List<String> deaf = new ArrayList<>();
        List<FuzzTarget> targets = FuzzTargets.all();
        for (FuzzTarget target : targets) {
            List<byte[]> corpus = FuzzTargets.corpus(target);
            kept += corpus.size();
            List<byte[]> all = new ArrayList<>(target.seeds());
            all.addAll(corpus);
            Random random = new Random(1);
            for (byte[] input : all) {
                target.accepts(input);
                for (int i = 0; i < DAMAGED / all.size() + 1; i++) {
                    target.accepts(damaged(input, random));
                    inputs++;
                }
                inputs++;
            }
            // A target that takes nothing would show nothing about what lies behind its first check.
            if (target.seeds().stream().noneMatch(target::accepts)) {
                deaf.add(target.name());
            }
        }
        System.out.println("Fuzz corpus: " + targets.size() + " parsers and verifiers, " + kept + " kept inputs, "
                + inputs + " inputs read");
        assertThat(deaf).isEmpty();
    }

    private static byte[] damaged(byte[] input, Random random) {
        if (input.length == 0) {
            return input;
        }
        byte[] copy = Arrays.copyOf(input, random.nextInt(4) == 0 ? random.nextInt(input.length + 1) : input.length);
        for (int i = 0; i < 1 + random.nextInt(3) && copy.length > 0; i++) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }
}
