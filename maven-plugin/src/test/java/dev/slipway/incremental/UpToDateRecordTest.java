package dev.slipway.incremental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Digest;
import dev.slipway.goal.TestProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpToDateRecordTest {
    private static final Digest INPUTS = Digest.of(new byte[0]);

    @TempDir
    private Path folder;

    private Path output;
    private Path record;

    @BeforeEach
    void write() throws IOException {
        output = folder.resolve("os.tar");
        record = UpToDateRecord.fileFor(output);
        StagedOutputs.Output written = StagedOutputs.write(output, sink -> sink.write(new byte[] {1, 2, 3}));
        UpToDateRecord.of(INPUTS, List.of("one\r\ntwo\rthree"), List.of(written))
                .write(record);
    }

    @Test
    void isCurrentAsLongAsTheOutputIsAsItWas() throws IOException {
        assertThat(current()).isPresent();
        assertThat(current().orElseThrow().warnings()).hasSize(1);
        assertThat(UpToDateRecord.ifCurrent(record, Digest.of(new byte[1]))).isEmpty();
        Files.write(output, new byte[] {1, 2, 4});
        assertThat(current()).isEmpty();
    }

    /** The stamp is that of the link, which says nothing of what it leads to. */
    @Test
    void aLinkIsNotTheOutput() throws IOException {
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(output, elsewhere);
        Files.createSymbolicLink(output, elsewhere);
        if (current().isPresent()) {
            Files.setLastModifiedTime(record, FileTime.from(Instant.now().plusSeconds(10)));
            current();
            Files.write(elsewhere, new byte[] {1, 2, 4});
        }
        assertThat(current()).isEmpty();
    }

    /** A power cut leaves anything. */
    @Test
    void whatCannotBeReadProvesNothing() throws IOException {
        for (byte[] damaged : List.of(new byte[0], new byte[] {'\n'}, new byte[] {(byte) 0xff, 0}, new byte[4096])) {
            Files.write(record, damaged);
            assertThat(current()).isEmpty();
        }
    }

    @Test
    void aFolderInPlaceOfAnOutputIsRefusedBeforeTheOutputIsMade() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("os.iso"));
        try (OutputFolder held = hold();
                StagedOutputs outputs = StagedOutputs.in(held)) {
            outputs.add(output, sink -> sink.write(9));
            assertThatThrownBy(() -> outputs.add(taken, sink -> {
                        throw new AssertionError("nothing is made");
                    }))
                    .isInstanceOf(OutputNotWritten.class)
                    .hasMessageContaining("os.iso: this could not be written: a folder is there");
        }
        assertThat(output).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void oneFileIsStagedOnce() throws IOException {
        try (OutputFolder held = hold();
                StagedOutputs outputs = StagedOutputs.in(held)) {
            outputs.add(output, sink -> sink.write(9));
            assertThatThrownBy(() -> outputs.add(output, sink -> sink.write(8)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("os.tar");
            outputs.commit();
        }
        assertThat(output).hasBinaryContent(new byte[] {9});
    }

    private OutputFolder hold() {
        return OutputFolder.hold(folder, new TestProject.Recorder(new ArrayList<>()));
    }

    private Optional<UpToDateRecord> current() throws IOException {
        return UpToDateRecord.ifCurrent(record, INPUTS);
    }
}
