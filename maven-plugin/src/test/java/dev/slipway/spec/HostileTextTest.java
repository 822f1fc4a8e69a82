package dev.slipway.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.slipway.problem.Problem;
import dev.slipway.spec.metadata.Metadata;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is done to a file, it is read or refused: nothing else is thrown. */
class HostileTextTest {
    private static final long SEED = 20170418;
    private static final int ROUNDS = 3000;
    private static final String SIGNS = "{}[]:,-#&*!|>'\"%@`?~ \n\t<0yx\u0000\u0085\ud83d";

    @Test
    void damagedFilesAreRefusedInWords() throws IOException {
        List<String> texts = new ArrayList<>();
        for (var folder : LinuxKitCases.all()) {
            texts.add(Files.readString(folder.resolve("linuxkit.yml")));
        }
        texts.add(Files.readString(LinuxKitCases.seed()));
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String text = damage(texts.get(random.nextInt(texts.size())), random);
            refused += isRefused(text) ? 1 : 0;
        }
        assertThat(refused).as("refused of " + ROUNDS + ", seed " + SEED).isBetween(ROUNDS / 4, ROUNDS);
    }

    private static boolean isRefused(String text) {
        try {
            LinuxKit spec = LinuxKit.parse(List.of(new SpecText("linuxkit.yml", text)));
            for (var format : FileEntry.MetadataFormat.values()) {
                assertThat(Metadata.print(spec, format)).isNotEmpty();
            }
            return false;
        } catch (Problem e) {
            assertThat(e.where()).startsWith("linuxkit.yml");
            return true;
        } catch (RuntimeException e) {
            return fail("seed " + SEED + ":\n" + text, e);
        }
    }

    private static String damage(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(4)) {
                case 0 -> damaged.setCharAt(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                case 1 -> damaged.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                case 2 -> damaged.delete(at, Math.min(damaged.length() - 1, at + random.nextInt(20)));
                default -> damaged.insert(at, damaged.substring(at, Math.min(damaged.length(), at + 30)));
            }
        }
        return damaged.toString();
    }
}
