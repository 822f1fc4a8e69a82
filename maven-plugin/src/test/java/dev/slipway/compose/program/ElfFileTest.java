package dev.slipway.compose.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.slipway.content.Content;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ElfFileTest {
    @Test
    void namesTheLoaderAndTheLibraries() {
        assertThat(ElfFile.of(TestElf.program("/lib64/ld.so", "libc.so.6", "libjq.so.1")))
                .hasValueSatisfying(elf -> {
                    assertThat(elf.loader()).isEqualTo("/lib64/ld.so");
                    assertThat(elf.libraries()).containsExactly("libc.so.6", "libjq.so.1");
                });
        assertThat(ElfFile.of(TestElf.library()))
                .hasValueSatisfying(elf -> assertThat(elf.loader()).isEmpty());
    }

    @Test
    void saysNothingOfOtherFiles() {
        assertThat(ElfFile.of(Content.of("#!/bin/sh"))).isEmpty();
        assertThat(ElfFile.of(Content.of("\u007fELF"))).isEmpty();
    }

    @Test
    void damagedFilesEndInNothingWorse() {
        byte[] sound = TestElf.bytes("/lib64/ld.so", "libc.so.6");
        for (int length = 0; length < sound.length; length++) {
            byte[] cut = Arrays.copyOf(sound, length);
            assertThatCode(() -> ElfFile.of(Content.of(cut))).doesNotThrowAnyException();
        }
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = sound.clone();
            for (int i = 0; i < 3; i++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            assertThatCode(() -> ElfFile.of(Content.of(changed))).doesNotThrowAnyException();
        }
    }
}
