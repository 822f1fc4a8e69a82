package dev.slipway.archive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.HostileHost;
import dev.slipway.archive.Tool;
import dev.slipway.archive.image.Generated;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipWriterTest {
    private static final long TIME = 1492533001;
    private static final SortedMap<String, Content> FILES = new TreeMap<>(Map.of(
            "boot/kernel", Content.of("kernel"), "boot/é", Content.of(""), "a", Content.of("x".repeat(100_000))));

    @Test
    void isThisArchive() throws Exception {
        assertThat(Digest.of(archive()).hex())
                .isEqualTo("da525330890380c84e3afa37b6691a0a081db50fad8c1743f3dc9cb517820ddf");
        byte[] elsewhere = HostileHost.on(() -> archive());
        assertThat(elsewhere).isEqualTo(archive());
    }

    @Test
    void hasTheSizeThatItSays() throws IOException {
        assertThat(archive()).hasSize((int) new ZipWriter("os", FILES, TIME).size());
        assertThat(archive(new TreeMap<>())).hasSize(22);
    }

    @Test
    void javaReadsIt() throws IOException {
        SortedMap<String, String> read = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                read.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                assertThat(entry.getTimeLocal()).isEqualTo(LocalDateTime.parse("2017-04-18T16:30:00"));
            }
        }
        assertThat(read)
                .containsExactly(
                        Map.entry("a", "x".repeat(100_000)),
                        Map.entry("boot/kernel", "kernel"),
                        Map.entry("boot/é", ""));
    }

    @Test
    void pythonFindsNoFault(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("os.zip"), archive());
        assertThat(Tool.run(folder, "python3", "-m", "zipfile", "-t", "os.zip")).contains("Done testing");
        assertThat(Tool.run(folder, "python3", "-m", "zipfile", "-l", "os.zip"))
                .containsPattern("boot/kernel +2017-04-18 16:30:00 +6");
    }

    @Test
    void timesBeforeAndAfterItsOwnAreTheNearest() {
        assertThat(DosTime.of(0)).isEqualTo(new DosTime((short) 0x21, (short) 0));
        assertThat(DosTime.of(Long.MAX_VALUE)).isEqualTo(DosTime.of(4354819199L));
    }

    @Test
    void refusesWhatIsTooLarge() {
        SortedMap<String, Content> large = new TreeMap<>(Map.of("a", new Generated("a", 0xffff_ffffL)));
        assertThatThrownBy(() -> new ZipWriter("os", large, TIME))
                .hasMessageContaining("os: its 1 files have 4294967326 bytes, and a zip ends at 4294967294");
    }

    private static byte[] archive() throws IOException {
        return archive(FILES);
    }

    private static byte[] archive(SortedMap<String, Content> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ZipWriter("os", files, TIME).write(bytes);
        return bytes.toByteArray();
    }
}
