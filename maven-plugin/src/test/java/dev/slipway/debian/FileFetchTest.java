package dev.slipway.debian;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Digest;
import dev.slipway.environment.BuildLog;
import dev.slipway.registry.FileDownload;
import dev.slipway.registry.RegistryEvents;
import dev.slipway.registry.RegistrySettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFetchTest {
    private static final Digest SUM = Digest.of("x".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    Path folder = Path.of("");

    private final List<Duration> waits = new ArrayList<>();

    private FileFetch fetch(boolean offline) {
        BuildLog silent = new BuildLog() {
            @Override
            public void info(String line) {}

            @Override
            public void detail(String line) {}

            @Override
            public void warn(String line) {}
        };
        return new FileFetch(
                new FileDownload(RegistrySettings.DEFAULT, RegistryEvents.NONE, waits::add), offline, silent);
    }

    @Test
    void bringsAFileOfUnknownSize() throws IOException {
        try (FakeArchive archive = new FakeArchive()) {
            byte[] bytes = new byte[100_000];
            archive.put("x.tar", bytes);
            archive.misbehave(2, 429);
            Path file = folder.resolve("file");
            fetch(false).to(file, URI.create(archive.address() + "/x.tar"), "x");
            assertThat(file).hasBinaryContent(bytes);
            assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        }
    }

    @Test
    void givesUpAfterFiveAttempts() throws IOException {
        try (FakeArchive archive = new FakeArchive()) {
            archive.misbehave(9, 500);
            Path file = folder.resolve("file");
            assertThatThrownBy(() -> fetch(false).to(file, URI.create(archive.address() + "/x.tar"), "the tool"))
                    .isInstanceOf(FileFetch.FileNotFetched.class)
                    .hasMessageContaining("the tool: " + archive.address()
                            + "/x.tar could not be downloaded (5 attempts): status 500");
            assertThat(archive.requests()).hasSize(5);
            assertThat(Files.exists(file)).isFalse();
        }
    }

    @Test
    void showsNoPasswordOfAnAddress() throws IOException {
        try (FakeArchive archive = new FakeArchive()) {
            URI address = URI.create(archive.address().replace("://", "://u:HIDDEN@") + "/x.tar?signature=HIDDEN");
            Path file = folder.resolve("file");
            assertThatThrownBy(() -> fetch(false).to(file, address, "the tool"))
                    .isInstanceOf(FileFetch.FileNotFetched.class)
                    .hasMessageContaining(
                            "the tool: " + archive.address() + "/x.tar could not be downloaded (one attempt)")
                    .hasMessageNotContaining("HIDDEN");
            archive.put("x.tar", new byte[9]);
            fetch(false).to(file, address, "the tool");
            assertThat(archive.authorizations())
                    .containsOnly("Basic " + Base64.getEncoder().encodeToString("u:HIDDEN".getBytes(US_ASCII)));
        }
    }

    @Test
    void refusesOnlyWhenOffline() {
        assertThatCode(() -> fetch(false).requireOnline("x", SUM)).doesNotThrowAnyException();
        assertThatThrownBy(() -> fetch(true).requireOnline("x", SUM))
                .isInstanceOf(FileFetch.OfflineFetchRefused.class)
                .hasMessageContaining("x: " + SUM);
    }
}
