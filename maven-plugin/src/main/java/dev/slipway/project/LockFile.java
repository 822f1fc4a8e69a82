package dev.slipway.project;

import dev.slipway.incremental.StagedOutputs;
import dev.slipway.lock.Lock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The lock on disk. */
public record LockFile(Path path) {
    /** The lock as it is; empty if there is no file. */
    public Lock read() {
        return ProjectFile.textIfThere(path)
                .map(text -> Lock.parse(text, name()))
                .orElse(Lock.EMPTY);
    }

    public void write(Lock lock) throws IOException {
        StagedOutputs.write(path, sink -> sink.write(lock.format().getBytes(StandardCharsets.UTF_8)));
    }

    /** For messages. */
    public String name() {
        return String.valueOf(path.getFileName());
    }
}
