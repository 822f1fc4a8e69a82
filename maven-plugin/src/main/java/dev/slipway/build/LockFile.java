package dev.slipway.build;

import dev.slipway.lock.Lock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The lock on disk. */
record LockFile(Path path) {
    /** The lock as it is; empty if there is no file. */
    Lock read() {
        return OptionalFile.text(path).map(text -> Lock.parse(text, name())).orElse(Lock.EMPTY);
    }

    void write(Lock lock) throws IOException {
        StagedOutputs.write(path, sink -> sink.write(lock.format().getBytes(StandardCharsets.UTF_8)));
    }

    /** For messages. */
    String name() {
        return String.valueOf(path.getFileName());
    }
}
