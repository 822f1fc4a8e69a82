package dev.slipway.archive.iso9660;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.archive.image.ImageBytes;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.SampleTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A small bootable volume, byte for byte; the numbers of sections are ECMA-119's unless said otherwise. */
class GoldenIsoTest {
    /** 2017-04-18T16:30:00Z. */
    private static final long TIME = 1492533000;

    private static final String DATE = "750412" + "101e00" + "00";
    private static final int BLOCK = 2048;

    private byte[] image = {};

    @BeforeEach
    void write() throws IOException {
        FileTree tree = SampleTrees.of(List.of(
                file("boot/loader.bin", "L".repeat(64) + "\001\002\003\004\005"),
                file("boot/efi.img", "E".repeat(1025)),
                file("Grüße.txt", "hello"),
                new Entry("link", Attributes.of(0777, TIME), new Node.Symlink("/boot/../x"), Origin.NONE)));
        ElTorito boot = new ElTorito(
                "boot/boot.cat",
                List.of(
                        new BootEntry(BootPlatform.BIOS, "boot/loader.bin", 4, true),
                        new BootEntry(BootPlatform.EFI, "boot/efi.img", 0, false)));
        IsoVolume volume = new IsoVolume(new VolumeId("GOLD_1"), TIME, tree, boot, LayoutOptions.COMPACT);
        image = ImageBytes.of(new Iso9660Writer(volume).plan().image());
    }

    @Test
    void isThisImage() {
        assertThat(image.length).isEqualTo(33 * BLOCK);
        // A change of this is a change of every image ever made: a decision, and a line in the release notes.
        assertThat(Digest.of(image))
                .hasToString("sha256:802e6a3e186ca0138243fc5e1670332b7a04faad1edfb95da112a7d54afce06d");
    }

    @Test
    void hasThesePrimaryDescriptorFields() {
        assertThat(text(16, 0, 7)).isEqualTo("\001CD001\001");
        assertThat(text(16, 8, 64)).isEqualTo("LINUX" + " ".repeat(27) + "GOLD_1" + " ".repeat(26));
        assertThat(hex(16, 72, 84))
                .isEqualTo("00".repeat(8) + "2100000000000021" + "00".repeat(32) // 8.4.8 size
                        + "01000001" + "01000001" + "00080800" // set, number, block
                        + "160000000000" + "0016" // path table
                        + "14000000" + "00000000" + "00000015" + "00000000"); // type L, type M
        assertThat(hex(16, 156, 34))
                .isEqualTo(
                        "2200" + "1800000000000018" + "0008000000000800" + DATE + "02" + "0000" + "01000001" + "0100");
        assertThat(text(16, 574, 12)).isEqualTo("SLIPWAY     ");
        assertThat(text(16, 813, 69))
                .isEqualTo("2017041816300000\0".repeat(2) + "0000000000000000\0".repeat(2) + "\001");
    }

    @Test
    void hasTheseOtherDescriptors() {
        assertThat(text(17, 0, 30)).isEqualTo("\0CD001\001EL TORITO SPECIFICATION");
        assertThat(hex(17, 64, 12)).isEqualTo("00".repeat(7) + "1e000000" + "00");
        assertThat(text(18, 0, 7)).isEqualTo("\002CD001\001");
        assertThat(text(18, 40, 16)).isEqualTo("\0G\0O\0L\0D\0_\0001\0 \0 ");
        assertThat(text(18, 88, 4)).isEqualTo("%/E\0");
        assertThat(text(19, 0, 8)).isEqualTo("\377CD001\001\0");
    }

    @Test
    void hasThesePathTables() {
        assertThat(hex(20, 0, 22))
                .isEqualTo("0100" + "18000000" + "0100" + "0000" + "0400" + "1a000000" + "0100" + hex("BOOT"));
        assertThat(hex(21, 0, 22))
                .isEqualTo("0100" + "00000018" + "0001" + "0000" + "0400" + "0000001a" + "0001" + hex("BOOT"));
        assertThat(hex(23, 0, 26))
                .isEqualTo("0100" + "0000001b" + "0001" + "0000" + "0800" + "0000001c" + "0001" + "0062006f006f0074");
    }

    @Test
    void hasThisRootDirectory() {
        String head = "1800000000000018" + "0008000000000800" + DATE + "02" + "0000" + "01000001";
        String attributes =
                "5058" + "24" + "01" + "ed41" + "0000" + "0000" + "41ed" + "0300000000000003" + "00".repeat(16);
        String times = "5446" + "1a" + "01" + "0e" + DATE + DATE + DATE;
        // SUSP 5.3, RRIP 4.1.1 and 4.1.6, SUSP 5.1: ER has no room here.
        assertThat(hex(24, 0, 0x88))
                .isEqualTo("88" + "00" + head + "01" + "00" + "5350" + "07" + "01" + "beef" + "00" + "5252" + "05"
                        + "01" + "81" + attributes + times + "4345" + "1c" + "01" + "1900000000000019" + "00".repeat(8)
                        + "ed000000000000ed");
        assertThat(text(25, 0, 18)).isEqualTo("ER\355\001\012\124\207\001RRIP_1991A");
        assertThat(hex(24, 0x88, 0x66))
                .isEqualTo("66" + "00" + head + "01" + "01" + "5252" + "05" + "01" + "81" + attributes + times + "00");
    }

    @Test
    void hasTheseRecordsOfMembers() {
        int boot = 0x88 + 0x66;
        assertThat(text(24, boot + 32, 5)).isEqualTo("\004BOOT");
        int greeting = boot + (image[24 * BLOCK + boot] & 0xff);
        assertThat(text(24, greeting + 32, 12)).isEqualTo("\013GR__E.TXT;1");
        int link = greeting + (image[24 * BLOCK + greeting] & 0xff);
        assertThat(text(24, link + 32, 8)).isEqualTo("\007LINK.;1");
        String fields = hex(24, link + 40, (image[24 * BLOCK + link] & 0xff) - 40);
        assertThat(fields).contains("52520501" + "8d").contains(hex("NM") + "09" + "01" + "00" + hex("link"));
        // RRIP 4.1.3: root, name, parent, name.
        assertThat(fields)
                .contains(hex("SL") + "12" + "01" + "00" + "0800" + "0004" + hex("boot") + "0400" + "0001" + hex("x"));
        assertThat(fields.contains("ffa1" + "0000" + "0000" + "a1ff")).isTrue();
    }

    @Test
    void hasThisBootCatalog() {
        // El Torito 2.1 to 2.4; a checksum of 16-bit words.
        assertThat(hex(30, 0, 32)).isEqualTo("0100" + "0000" + "00".repeat(24) + "aa55" + "55aa");
        assertThat(hex(30, 32, 32))
                .isEqualTo("88" + "00" + "0000" + "00" + "00" + "0400" + "20000000" + "00".repeat(20));
        assertThat(hex(30, 64, 32)).isEqualTo("91" + "ef" + "0100" + "00".repeat(28));
        assertThat(hex(30, 96, 32))
                .isEqualTo("88" + "00" + "0000" + "00" + "00" + "0300" + "1f000000" + "00".repeat(20));
        assertThat(hex(30, 128, 32)).isEqualTo("00".repeat(32));
    }

    @Test
    void hasThisBootInformationTable() {
        assertThat(text(32, 0, 8)).isEqualTo("LLLLLLLL");
        // The primary descriptor, the file, its length, and the sum of 04030201h and 05h.
        assertThat(hex(32, 8, 56)).isEqualTo("10000000" + "20000000" + "45000000" + "06020304" + "00".repeat(40));
        assertThat(hex(32, 64, 6)).isEqualTo("010203040500");
    }

    private static Entry file(String path, String text) {
        Content content = Content.of(text.getBytes(StandardCharsets.ISO_8859_1));
        return new Entry(path, Attributes.of(0644, TIME), new Node.RegularFile(content, path), Origin.NONE);
    }

    private String hex(int block, int offset, int length) {
        return HexFormat.of().formatHex(image, block * BLOCK + offset, block * BLOCK + offset + length);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String text(int block, int offset, int length) {
        return new String(image, block * BLOCK + offset, length, StandardCharsets.ISO_8859_1);
    }
}
