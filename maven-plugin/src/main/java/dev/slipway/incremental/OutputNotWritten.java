package dev.slipway.incremental;

import dev.slipway.problem.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** An output could not be written; nothing of it is left behind. */
public final class OutputNotWritten extends Problem {
    private static final long serialVersionUID = 1L;
    private static final long DISK_FULL_THRESHOLD = 1 << 20;

    private OutputNotWritten(Path target, String reason, IOException cause) {
        super(
                Fault.ENVIRONMENT,
                target.toString(),
                "this could not be written: " + reason,
                "Free some space or make the folder writable, then run the build again. The old files have not been changed.",
                cause);
    }

    static OutputNotWritten because(Path target, IOException cause) {
        return new OutputNotWritten(target, reason(target, cause), cause);
    }

    private static String reason(Path target, IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NoSuchFileException) {
            return "its folder does not exist";
        }
        if (cause instanceof FileSystemException failed && failed.getReason() != null && Files.isDirectory(target)) {
            return failed.getReason();
        }
        if (isFull(target)) {
            return "no space left on the device";
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }

    private static boolean isFull(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        try {
            return folder != null && Files.getFileStore(folder).getUsableSpace() < DISK_FULL_THRESHOLD;
        } catch (IOException e) {
            return false;
        }
    }
}
