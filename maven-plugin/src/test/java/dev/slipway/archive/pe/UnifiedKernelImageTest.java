package dev.slipway.archive.pe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.Tool;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnifiedKernelImageTest {
    private static final List<Section> SECTIONS = List.of(
            new Section(".cmdline", Content.of("quiet")),
            new Section(".uname", Content.of("")),
            new Section(".linux", Content.of("k".repeat(5001))));

    @Test
    void theBytesAreKnown() throws IOException {
        byte[] file = bytes(image(SECTIONS).unsigned());
        assertThat(Digest.of(file).hex()).isEqualTo("f993c2b288a8d1c5723d61d952de83f01a09f424914969f3becef2b2f7fb029d");
    }

    @Test
    void aSectionLiesOnPagesInMemoryAndBehindTheOtherInTheFile() throws IOException {
        UnifiedKernelImage image = image(SECTIONS);
        ByteBuffer file = ByteBuffer.wrap(bytes(image.unsigned())).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(file.getShort(0x86)).isEqualTo((short) 4);
        assertThat(section(file, 1)).isEqualTo(".cmdline 5 2000 200 600");
        assertThat(section(file, 2)).isEqualTo(".uname 0 3000 0 0");
        assertThat(section(file, 3)).isEqualTo(".linux 1389 3000 1400 800");
        assertThat(file.getInt(TestProgram.OPTIONAL + 56)).isEqualTo(0x5000);
        assertThat(file.capacity()).isEqualTo(0x800 + 0x1400);
        assertThat(image.placed()).last().isEqualTo(new UnifiedKernelImage.Placed(".linux", 0x800, 0x1400));
        assertThat(new String(file.array(), 0x800, 5001, StandardCharsets.US_ASCII))
                .isEqualTo("k".repeat(5001));
    }

    private static String section(ByteBuffer file, int number) {
        int at = TestProgram.SECTION_TABLE + number * 40;
        String name = new String(file.array(), at, 8, StandardCharsets.US_ASCII).replace("\0", "");
        return name + " " + Integer.toHexString(file.getInt(at + 8)) + " " + Integer.toHexString(file.getInt(at + 12))
                + " " + Integer.toHexString(file.getInt(at + 16)) + " " + Integer.toHexString(file.getInt(at + 20));
    }

    /** Symbols and a time would differ between two stubs of the same code, and lie where no signature expects them. */
    @Test
    void symbolsAndTimeAreGone() throws IOException {
        ByteBuffer file = ByteBuffer.wrap(bytes(image(SECTIONS).unsigned())).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(List.of(file.getInt(0x88), file.getInt(0x8c), file.getInt(0x90)))
                .containsOnly(0);
    }

    @Test
    void theChecksumIsThatOfTheFileWithAndWithoutASignature() throws IOException {
        UnifiedKernelImage image = image(SECTIONS);
        for (BlockImage each : List.of(image.unsigned(), image.signed(new byte[1001]))) {
            byte[] file = bytes(each);
            ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            int stated = buffer.getInt(TestProgram.OPTIONAL + 64);
            buffer.putInt(TestProgram.OPTIONAL + 64, 0);
            int sum = 0;
            for (int i = 0; i < file.length; i += 2) {
                sum += Short.toUnsignedInt(buffer.getShort(i));
                sum = (sum & 0xffff) + (sum >>> 16);
            }
            assertThat(stated).isEqualTo(sum + file.length);
        }
    }

    @Test
    void theSignatureStandsAtTheEndAndHasNoPartInTheHash() throws IOException {
        byte[] plain = bytes(image(SECTIONS).unsigned());
        byte[] signed = bytes(image(SECTIONS).signed(new byte[] {1, 2, 3}));
        assertThat(signed).hasSize(plain.length + 16);
        assertThat(Arrays.copyOfRange(signed, plain.length, signed.length))
                .containsExactly(11, 0, 0, 0, 0, 2, 2, 0, 1, 2, 3, 0, 0, 0, 0, 0);
        ByteArrayOutputStream hashed = new ByteArrayOutputStream();
        hashed.write(signed, 0, TestProgram.OPTIONAL + 64);
        hashed.write(signed, TestProgram.OPTIONAL + 68, 144 - 68);
        hashed.write(signed, TestProgram.OPTIONAL + 152, plain.length - TestProgram.OPTIONAL - 152);
        assertThat(image(SECTIONS).hash()).isEqualTo(Digest.of(hashed.toByteArray()));
    }

    @Test
    void aStubWithoutRoomIsRefused() {
        List<Section> many = Collections.nCopies(16, new Section(".x", Content.of("x")));
        assertThatThrownBy(() -> image(many))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("its headers have room for 14 more sections, and 16 are needed");
    }

    /** A stub starts the first section of a name, so this one would start its own kernel with our signature. */
    @Test
    void aStubThatIsAnImageItselfIsRefused() {
        byte[] stub = TestProgram.stub();
        System.arraycopy(".linux\0\0".getBytes(StandardCharsets.US_ASCII), 0, stub, TestProgram.SECTION_TABLE, 8);
        assertThatThrownBy(() -> new UnifiedKernelImage(stub, "stub", SECTIONS))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("stub: it has a section .linux already, so it is a unified kernel image itself");
    }

    /** Whatever is wrong with a stub: it is taken or refused in our words. */
    @Test
    void aDamagedStubIsTakenOrRefused() throws IOException {
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] stub = TestProgram.stub();
            for (int change = random.nextInt(4); change >= 0; change--) {
                stub[random.nextInt(0x200)] = (byte) random.nextInt();
            }
            stub = random.nextInt(8) == 0 ? Arrays.copyOf(stub, random.nextInt(stub.length)) : stub;
            try {
                new UnifiedKernelImage(stub, "stub", SECTIONS);
            } catch (Problem e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(100, 19_900);
    }

    @Test
    void objdumpSeesTheSections(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("os.efi");
        Files.write(file, bytes(image(SECTIONS).unsigned()));
        assertThat(Tool.run(folder, "objdump", "-h", file.toString()))
                .containsPattern("\\.cmdline +00000005 +0000000000002000")
                .containsPattern("\\.linux +00001389 +0000000000003000");
    }

    private static UnifiedKernelImage image(List<Section> sections) throws IOException {
        return new UnifiedKernelImage(TestProgram.stub(), "stub", sections);
    }

    private static byte[] bytes(BlockImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        image.writeTo(out);
        return out.toByteArray();
    }

    /** A section table within the optional header would be where the certificate table has its place. */
    @Test
    void aStubWhoseHeadersEndBeforeTheCertificateTableIsRefused() {
        byte[] stub = TestProgram.stub();
        ByteBuffer.wrap(stub)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(0x94, (short) 0)
                .putInt(TestProgram.OPTIONAL + 60, TestProgram.OPTIONAL + 144);
        for (short optional : new short[] {0, 151}) {
            ByteBuffer.wrap(stub).order(ByteOrder.LITTLE_ENDIAN).putShort(0x94, optional);
            assertThatThrownBy(() -> new UnifiedKernelImage(stub, "stub", List.of()))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining(
                            "stub: this is no PE program: it has an optional header of " + optional + " bytes");
        }
    }

    /** A DOS program of any length may stand in front. */
    @Test
    void headersThatAreFullButForTheSectionsAreTaken() throws IOException {
        byte[] small = TestProgram.stub();
        ByteBuffer moved = ByteBuffer.allocate(small.length + 0x400).order(ByteOrder.LITTLE_ENDIAN);
        moved.put(small, 0, 0x40).put(0x480, small, 0x80, 0x180);
        moved.putInt(0x3c, 0x480).putInt(0x480 + 24 + 60, 0x680).putInt(0x480 + 0x108 + 20, 0x800);
        byte[] stub = moved.array();
        assertThat(bytes(new UnifiedKernelImage(stub, "stub", SECTIONS).unsigned()))
                .startsWith('M', 'Z');
    }
}
