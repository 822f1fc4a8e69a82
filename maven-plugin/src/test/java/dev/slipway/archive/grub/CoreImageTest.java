package dev.slipway.archive.grub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMAInputStream;

class CoreImageTest {
    private static final int DECOMPRESSOR = 2848;
    private static final byte LC_LP_PB = 3 + 9 * (0 + 5 * 2);

    private final Map<String, byte[]> files = SampleGrub.files();

    @Test
    void isThisCore() throws IOException {
        // A change is a decision: every disk that a BIOS starts changes with it.
        assertThat(Digest.of(core("linux").bytes(2048)))
                .hasToString("sha256:e6c01e6b188c0c3e6ff33fb8ba3f3d86cc76b8a27219869ab39150dbf279461e");
    }

    @Test
    void theModulesStandBehindTheKernelInTheOrderOfTheirNeeds() throws IOException {
        byte[] plain = unpacked(core("linux", "fat").bytes(2048));
        ByteBuffer raw = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(text(plain, 0, 7)).isEqualTo("kernel ");
        int area = 21_000;
        assertThat(text(plain, area, 4)).isEqualTo("mimg");
        assertThat(raw.getInt(area + 4)).isEqualTo(12);
        assertThat(raw.getInt(area + 8)).isEqualTo(plain.length - area);
        StringBuilder parts = new StringBuilder();
        for (int at = area + 12; at < plain.length; at += raw.getInt(at + 4)) {
            assertThat(raw.getInt(at + 4) % 4).isZero();
            parts.append(raw.getInt(at))
                    .append(' ')
                    .append(text(plain, at + 8, 8).strip())
                    .append('\n');
        }
        assertThat(parts).hasToString("0 boot mod\n0 extcmd m\n0 normal m\n0 linux mo\n0 fat modu\n3 (,gpt2)/\n");
        assertThat(text(plain, plain.length - 20, 20)).isEqualTo("(,gpt2)/boot/grub\0\0\0");
    }

    @Test
    void theFirstSectorsKnowWhereTheCoreStands() throws IOException {
        CoreImage core = core("linux");
        byte[] bytes = core.bytes(0x12345);
        assertThat(bytes).hasSize(core.size());
        int sectors = (core.size() - 512 + 511) / 512;
        assertThat(HexFormat.of().formatHex(bytes, 500, 512))
                .isEqualTo("4623010000000000" + String.format("%02x00", sectors) + "2008");
        byte[] code = core.bootCode(0x12345);
        assertThat(code).hasSize(440);
        assertThat(HexFormat.of().formatHex(code, 0x5a, 0x6a))
                .isEqualTo("6262" + "4523010000000000" + "ff62" + "9090" + "6262");
    }

    @Test
    void refusesFilesThatAreNotGrubs() throws IOException {
        assertThatThrownBy(() -> core("zfs"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("'moddep.lst': it does not list the module zfs");
        files.put("moddep.lst", "a: b\nb: a\n".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> core("a")).hasMessageContaining("the module a needs itself: a, b");
        files.put("boot.img", new byte[511]);
        files.put("moddep.lst", "".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(this::core).hasMessageContaining("'boot.img': it has 511 bytes");
        for (byte[] kernel : List.of(new byte[0], new byte[200], Arrays.copyOf(SampleGrub.kernel("x"), 100))) {
            files.put("kernel.img", kernel);
            assertThatThrownBy(this::core).hasMessageContaining("'kernel.img': it is not an ELF program of 32 bits");
        }
    }

    @Test
    void refusesACoreThatNoBiosLoads() throws IOException {
        byte[] noise = new byte[600_000];
        new Random(1).nextBytes(noise);
        files.put("fat.mod", noise);
        assertThatThrownBy(() -> core("fat")).hasMessageContaining("bytes, and a BIOS can load 491520");
    }

    private CoreImage core(String... modules) throws IOException {
        return CoreImage.of(new GrubFiles(name -> Content.of(files.get(name))), List.of(modules), "(,gpt2)/boot/grub");
    }

    private static byte[] unpacked(byte[] core) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(core).order(ByteOrder.LITTLE_ENDIAN);
        int compressed = header.getInt(512 + 8);
        int plain = header.getInt(512 + 12);
        assertThat(core).hasSize(512 + DECOMPRESSOR + compressed);
        byte[] stream = Arrays.copyOfRange(core, 512 + DECOMPRESSOR, core.length);
        try (InputStream in = new LZMAInputStream(new ByteArrayInputStream(stream), plain, LC_LP_PB, 1 << 16)) {
            return in.readAllBytes();
        }
    }

    private static String text(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.US_ASCII);
    }

    @Test
    void refusesModulesBeforeAllOfThemAreInMemory() throws IOException {
        List<String> many = new ArrayList<>();
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            files.put("m" + i + ".mod", new byte[1 << 20]);
            many.add("m" + i);
            list.append("m").append(i).append(":\n");
        }
        files.put("moddep.lst", list.toString().getBytes(StandardCharsets.US_ASCII));
        AtomicInteger read = new AtomicInteger();
        GrubFiles counting = new GrubFiles(name -> {
            read.incrementAndGet();
            return Content.of(files.get(name));
        });
        assertThatThrownBy(() -> CoreImage.of(counting, many, "(,gpt2)/boot/grub"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("the modules have more than 8388608 bytes");
        assertThat(read.get()).isLessThan(15);
    }
}
