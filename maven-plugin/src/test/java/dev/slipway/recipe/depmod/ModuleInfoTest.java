package dev.slipway.recipe.depmod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModuleInfoTest {
    private static final String[] INFO = {"license=GPL", "alias=a=b", "alias=c", "depends=x,y", ""};

    static Stream<byte[]> everyKindOfElf() {
        return Stream.of(
                Modules.elf64(ByteOrder.LITTLE_ENDIAN, INFO),
                Modules.elf64(ByteOrder.BIG_ENDIAN, INFO),
                Modules.elf32(ByteOrder.LITTLE_ENDIAN, INFO),
                Modules.elf32(ByteOrder.BIG_ENDIAN, INFO));
    }

    @ParameterizedTest
    @MethodSource("everyKindOfElf")
    void readsTheSection(byte[] elf) {
        ModuleInfo info = ModuleInfo.read(elf, "a.ko");
        assertThat(info.all("alias")).containsExactly("a=b", "c");
        assertThat(info.all("depends")).containsExactly("x,y");
        assertThat(info.all("softdep")).isEmpty();
    }

    @Test
    void refusesWhatIsNoModule() {
        assertThatThrownBy(() -> ModuleInfo.read(new byte[0], "a.ko")).hasMessageContaining("ELF magic");
        byte[] foreign = Modules.elf64(ByteOrder.LITTLE_ENDIAN, INFO);
        foreign[4] = 3;
        assertThatThrownBy(() -> ModuleInfo.read(foreign, "a.ko"))
                .hasMessageContaining("a.ko")
                .hasMessageContaining("class 3");
        byte[] renamed = new String(Modules.elf64(ByteOrder.LITTLE_ENDIAN, INFO), StandardCharsets.ISO_8859_1)
                .replace(".modinfo", ".mudinfo")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> ModuleInfo.read(renamed, "a.ko")).hasMessageContaining("no section .modinfo");
    }

    @Test
    void damageIsToldAndNeverRunsAway() {
        byte[] good = Modules.elf64(ByteOrder.LITTLE_ENDIAN, INFO);
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = good.clone();
            for (int hits = random.nextInt(4) + 1; hits > 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                ModuleInfo.read(damaged, "a.ko");
            } catch (MalformedModule expected) {
                assertThat(expected).hasMessageContaining("a.ko");
            }
        }
    }
}
