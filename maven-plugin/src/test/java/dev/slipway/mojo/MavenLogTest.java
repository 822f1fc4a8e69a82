package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.content.Progress;
import dev.slipway.maven.MavenLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slipway says as much as Maven was asked to say. */
class MavenLogTest {
    private static final String IMAGE = "docker.io/team/kernel:1 sha256:aa";
    private static final long LARGE = 20_000_000;

    @TempDir
    private Path folder;

    private final List<String> events = new ArrayList<>();
    private final Set<String> warnings = new HashSet<>();
    private MavenFixture maven;

    @BeforeEach
    void open() throws Exception {
        maven = new MavenFixture(folder, "resolve");
        maven.repositories.setTransferListener(new Listener());
    }

    @AfterEach
    void close() {
        maven.close();
    }

    private MavenLog log() {
        return MavenLog.of(maven.log(), warnings, maven.session, line -> line.replace("mvn slipway:", "mvn here:"));
    }

    @Test
    void aCommandInALineWorksHere() {
        log().warn("run: mvn slipway:resolve");
        log().info("then mvn slipway:initrd");
        assertThat(maven.lines).containsExactly("warn: run: mvn here:resolve", "info: then mvn here:initrd");
    }

    @Test
    void atATerminalDownloadsAreMavensAndNoLines() {
        maven.request.setInteractiveMode(true);
        Progress progress = log().fetching("docker.io", IMAGE, LARGE);
        for (long bytes = 0; bytes <= LARGE; bytes += 8192) {
            progress.reached(bytes);
        }
        progress.finished();
        assertThat(maven.lines).isEmpty();
        assertThat(events)
                .startsWith(
                        "INITIATED docker.io " + IMAGE + " 0/20000000", "STARTED docker.io " + IMAGE + " 0/20000000")
                .endsWith("SUCCEEDED docker.io " + IMAGE + " 19996672/20000000");
        assertThat(events.stream().filter(event -> event.startsWith("PROGRESSED")))
                .as("one for each 256 KiB")
                .hasSize(76);
    }

    @Test
    void aDownloadThatEndsEarlyHasFailed() {
        maven.request.setInteractiveMode(true);
        log().fetching("docker.io", IMAGE, LARGE).stopped();
        assertThat(events).last().asString().startsWith("FAILED").contains("the download is incomplete");
    }

    /** With {@code --no-transfer-progress} and with {@code -q} Maven's listener is one that prints nothing, or none. */
    @Test
    void whereMavenShowsNoDownloadsNeitherDoesSlipway() {
        maven.request.setInteractiveMode(true);
        maven.repositories.setTransferListener(new AbstractTransferListener() {});
        log().fetching("docker.io", IMAGE, LARGE).finished();
        assertThat(maven.lines).isEmpty();
    }

    @Test
    void inABatchOnlyWhatTakesLongIsALine() {
        MavenLog log = log();
        log.fetching("docker.io", IMAGE, LARGE).finished();
        log.fetching("docker.io", IMAGE, 500).stopped();
        assertThat(events).isEmpty();
        assertThat(maven.lines)
                .containsExactly("info: Fetching " + IMAGE + " (20.0 MB)", "debug: Fetching " + IMAGE + " (500 B)");
    }

    @Test
    void withoutAListenerItIsALineAtATerminalToo() {
        maven.request.setInteractiveMode(true);
        maven.repositories.setTransferListener(null);
        log().fetching("docker.io", IMAGE, LARGE);
        assertThat(maven.lines).containsExactly("info: Fetching " + IMAGE + " (20.0 MB)");
    }

    /** The build would lack what it fetches. */
    @Test
    void aListenerCannotEndADownload() {
        maven.request.setInteractiveMode(true);
        maven.repositories.setTransferListener(new AbstractTransferListener() {
            @Override
            public void transferStarted(TransferEvent event) throws TransferCancelledException {
                throw new TransferCancelledException();
            }
        });
        log().fetching("docker.io", IMAGE, LARGE).finished();
        assertThat(maven.lines).isEmpty();
    }

    @Test
    void theGoalsOfAProjectWarnOnce() {
        log().warn("old");
        log().warn("old");
        log().infoOnce("said");
        log().infoOnce("said");
        log().info("again");
        log().info("again");
        assertThat(maven.lines).containsExactly("warn: old", "info: said", "info: again", "info: again");
    }

    @Test
    void noControlCharacterReachesTheTerminal() {
        maven.request.setInteractiveMode(true);
        log().warn("\u001b[2Jgone");
        log().fetching("docker.io", "\u001b[2Jgone", 1);
        assertThat(maven.lines).hasSize(1).noneMatch(line -> line.contains("\u001b"));
        assertThat(events).hasSize(2).noneMatch(event -> event.contains("\u001b"));
    }

    /** Writes down what Maven's printer of downloads would print. */
    private final class Listener extends AbstractTransferListener {
        @Override
        public void transferInitiated(TransferEvent event) {
            note(event);
        }

        @Override
        public void transferStarted(TransferEvent event) {
            note(event);
        }

        @Override
        public void transferProgressed(TransferEvent event) {
            note(event);
        }

        @Override
        public void transferSucceeded(TransferEvent event) {
            note(event);
        }

        @Override
        public void transferFailed(TransferEvent event) {
            note(event);
        }

        private void note(TransferEvent event) {
            events.add(event.getType() + " " + event.getResource().getRepositoryId() + " "
                    + event.getResource().getResourceName() + " " + event.getTransferredBytes() + "/"
                    + event.getResource().getContentLength()
                    + (event.getException() == null
                            ? ""
                            : " " + event.getException().getMessage()));
        }
    }
}
