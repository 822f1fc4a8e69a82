package dev.slipway.incremental;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What tells a file that was left alone from one that was written to or replaced, without reading it: its inode, the time of its last
 * change (which no program can set, unlike that of its content), and the time of its content. Only file systems of Unix have all
 * three; elsewhere a file has no stamp and has to be read.
 *
 * @param text one word
 * @param changed when content, name or attributes changed last
 */
record FileStamp(String text, FileTime changed) {
    private static final String UNIX = "unix:ctime,ino,lastModifiedTime";

    /** Linux keeps times in steps of up to 10 ms; within one step a file can change and keep its stamp. */
    private static final Duration CLOCK_TICK = Duration.ofMillis(100);

    /** The stamp of a file, if its file system has one. */
    static Optional<FileStamp> of(Path file) throws IOException {
        return read(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** The stamp of the file that a path leads to, over links too. */
    static Optional<FileStamp> ofTarget(Path path) throws IOException {
        return read(path);
    }

    private static Optional<FileStamp> read(Path file, LinkOption... options) throws IOException {
        Map<String, Object> attributes;
        try {
            attributes = Files.readAttributes(file, UNIX, options);
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
        FileTime changed = (FileTime) Objects.requireNonNull(attributes.get("ctime"), "it was asked for");
        String text = attributes.get("ino") + "/" + changed + "/" + attributes.get("lastModifiedTime");
        return Optional.of(new FileStamp(text, changed));
    }

    /**
     * Whether the file is the one that was noted down, unchanged.
     *
     * @param noted the text of its stamp then
     * @param when the note was written, by the clock of the same file system
     */
    boolean proves(String noted, FileTime when) {
        return text.equals(noted) && changed.toInstant().plus(CLOCK_TICK).isBefore(when.toInstant());
    }

    /** Names the file itself, whatever its path: the same before and after a move. Empty where the file system has no such name. */
    static String identity(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
        return key == null ? "" : key.toString();
    }
}
