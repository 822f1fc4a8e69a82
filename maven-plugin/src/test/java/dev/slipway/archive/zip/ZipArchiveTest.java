package dev.slipway.archive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream.UnicodeExtraFieldPolicy;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ZipArchiveTest {
    private static final int ALL = 100;

    @ParameterizedTest
    @EnumSource(names = {"Never", "Always"})
    void readsWhatAnotherWriterWrites(Zip64Mode mode) throws IOException {
        byte[] zip = zip(mode, "UTF-8");
        ZipArchive archive = read(zip);
        assertThat(archive.members().stream().map(ZipMember::name)).containsExactly("d/", "d/ü", "s", "l", "d/ü");
        assertThat(archive.members().stream().map(member -> Integer.toOctalString(member.mode())))
                .containsExactly("40755", "100640", "100755", "120777", "0");
        assertThat(archive.members().stream().map(ZipMember::isDirectory))
                .containsExactly(true, false, false, false, false);
        assertThat(archive.members().get(3).isSymlink()).isTrue();
        assertThat(text(archive, 1)).hasSize(100_000).startsWith("deflated ");
        assertThat(text(archive, 2)).isEqualTo("stored");
        assertThat(text(archive, 3)).isEqualTo("s");
        assertThat(text(archive, 4)).isEqualTo("of the same name");
    }

    /** A program before the zip that unpacks it, and a comment behind it that looks like an end. */
    @ParameterizedTest
    @EnumSource(names = {"Never", "Always"})
    void findsAZipAmongOtherBytes(Zip64Mode mode) throws IOException {
        byte[] zip = zip(mode, "UTF-8");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
        bytes.write(zip);
        byte[] framed = bytes.toByteArray();
        assertThat(text(read(framed), 2)).isEqualTo("stored");
        byte[] comment = "PK\5\6".getBytes(StandardCharsets.ISO_8859_1);
        byte[] commented = Arrays.copyOf(zip, zip.length + comment.length);
        System.arraycopy(comment, 0, commented, zip.length, comment.length);
        commented[zip.length - 2] = (byte) comment.length;
        assertThat(text(read(commented), 2)).isEqualTo("stored");
    }

    @Test
    void takesTheNameInUtf8BesideTheOneOfTheMachine() throws IOException {
        assertThat(read(zip(Zip64Mode.Never, "ISO-8859-1")).members().get(1).name())
                .isEqualTo("d/ü");
    }

    @ParameterizedTest
    @CsvSource({
        "empty, it has no directory at its end",
        "cut, it has no directory at its end",
        "shifted, its directory would lie outside of the file",
        "several files, it is a part of a zip in several files",
        "more entries, it has more than 3 entries",
        "no entry, its directory is damaged",
        "name, the name of a member is not in UTF-8",
        "checksum, its checksum is not the one that it states",
        "size, its size is not the one that it states",
        "place, it does not lie where the directory says",
        "deflate, it is damaged",
    })
    void refusesWhatIsNoSoundZip(String fault, String sentence) throws IOException {
        byte[] zip = zip(Zip64Mode.Never, "UTF-8");
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int end = zip.length - 22;
        int directory = bytes.getInt(end + 16);
        int second = directory + 46 + bytes.getShort(directory + 28) + bytes.getShort(directory + 30);
        int limit = fault.equals("more entries") ? 3 : ALL;
        switch (fault) {
            case "empty" -> zip = new byte[0];
            case "cut" -> zip = Arrays.copyOf(zip, end + 10);
            case "shifted" -> bytes.putInt(end + 16, zip.length);
            case "several files" -> bytes.putShort(end + 4, (short) 1);
            case "no entry" -> zip[directory] = 0;
            case "name" -> zip[second + 46] = (byte) 0xff;
            case "checksum" -> zip[second + 16] ^= 1;
            case "size" -> zip[second + 24] ^= 1;
            case "place" -> zip[second + 42] ^= 1;
            case "deflate" -> Arrays.fill(zip, 100, 160, (byte) 0xff);
            default -> assertThat(fault).isEqualTo("more entries");
        }
        byte[] damaged = zip;
        assertThatThrownBy(() -> {
                    ZipArchive archive = read(damaged, limit);
                    for (int i = 0; i < archive.members().size(); i++) {
                        text(archive, i);
                    }
                })
                .isInstanceOf(MalformedZip.class)
                .hasMessageContaining("paper")
                .hasMessageContaining("this is not a zip that can be read: " + sentence);
    }

    /** Whatever is changed, either the same is read or the zip is refused. */
    @Test
    void noChangeOfAByteIsTakenForGood() throws IOException {
        byte[] zip = zip(Zip64Mode.Always, "UTF-8");
        String before = all(zip);
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = zip.clone();
            damaged[random.nextInt(zip.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(all(damaged)).isEqualTo(before);
            } catch (MalformedZip | IOException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    /** The contents of what can be unpacked; names and modes are protected by nothing. */
    private static String all(byte[] zip) throws IOException {
        ZipArchive archive = read(zip);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < archive.members().size(); i++) {
            if (!archive.members().get(i).isReadable()) {
                throw new IOException("unreadable");
            }
            all.append(text(archive, i)).append('\n');
        }
        return all.toString();
    }

    private static ZipArchive read(byte[] zip) throws IOException {
        return read(zip, ALL);
    }

    private static ZipArchive read(byte[] zip, int limit) throws IOException {
        return ZipArchive.read(
                "paper",
                offset -> new ByteArrayInputStream(
                        zip, (int) Math.min(offset, zip.length), (int) Math.max(0, zip.length - offset)),
                zip.length,
                limit);
    }

    private static String text(ZipArchive archive, int member) throws IOException {
        try (InputStream in = archive.open(archive.members().get(member))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] zip(Zip64Mode mode, String encoding) throws IOException {
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(channel)) {
            zip.setUseZip64(mode);
            zip.setEncoding(encoding);
            zip.setUseLanguageEncodingFlag(encoding.equals("UTF-8"));
            zip.setCreateUnicodeExtraFields(
                    encoding.equals("UTF-8") ? UnicodeExtraFieldPolicy.NEVER : UnicodeExtraFieldPolicy.ALWAYS);
            put(zip, "d/", UnixStat.DIR_FLAG | 0755, "", ZipArchiveOutputStream.STORED);
            put(zip, "d/ü", UnixStat.FILE_FLAG | 0640, deflated(), ZipArchiveOutputStream.DEFLATED);
            put(zip, "s", UnixStat.FILE_FLAG | 0755, "stored", ZipArchiveOutputStream.STORED);
            put(zip, "l", UnixStat.LINK_FLAG | 0777, "s", ZipArchiveOutputStream.STORED);
            put(zip, "d/ü", 0, "of the same name", ZipArchiveOutputStream.STORED);
        }
        return Arrays.copyOf(channel.array(), (int) channel.size());
    }

    private static String deflated() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 100_000; i++) {
            text.append("deflated ").append(i);
        }
        return text.substring(0, 100_000);
    }

    private static void put(ZipArchiveOutputStream zip, String name, int mode, String content, int method)
            throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        if (mode != 0) {
            entry.setUnixMode(mode);
        }
        entry.setMethod(method);
        entry.setSize(bytes.length);
        entry.setCrc(crc(bytes));
        zip.putArchiveEntry(entry);
        zip.write(bytes);
        zip.closeArchiveEntry();
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
