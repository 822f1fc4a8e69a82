package dev.slipway.incremental;

import dev.slipway.content.AllowedHere;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The files that a goal reads, each as it is just before it is read. Many threads may look. */
public final class SeenFiles {
    private static final String ABSENT = "-";

    /** A file that is changed twice within a step of its file system's clock has one stamp; the steps of FAT are the longest. */
    private static final Duration STEP = Duration.ofSeconds(2);

    private final Supplier<Instant> clock;
    private final Map<Path, String> stamps = new TreeMap<>();
    private boolean complete = true;

    @AllowedHere("how old a file is says whether its stamp is believed, and nothing else")
    public SeenFiles() {
        this(Instant::now);
    }

    SeenFiles(Supplier<Instant> clock) {
        this.clock = clock;
    }

    /**
     * Takes down what a file is now. It is called before the file is read, so that a change meanwhile does not stay unseen.
     *
     * @param path of a file, or of none
     */
    public synchronized void look(Path path) throws IOException {
        Path place = path.toAbsolutePath();
        String stamp = stamp(place).orElse("");
        String before = stamps.putIfAbsent(place, stamp);
        complete &= !stamp.isEmpty() && place.toString().indexOf('\n') < 0 && (before == null || before.equals(stamp));
    }

    /** Takes over what another one has seen. */
    public synchronized void add(SeenFiles other) {
        synchronized (other) {
            stamps.putAll(other.stamps);
            complete &= other.complete;
        }
    }

    /** Some file was read of which nothing can be said later. */
    public synchronized void lookedElsewhere() {
        complete = false;
    }

    /** A line for each file, if every one of them can be known again by its stamp and is still what it was. */
    synchronized Optional<List<String>> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<Path, String> seen : stamps.entrySet()) {
            complete &= stamp(seen.getKey()).orElse("").equals(seen.getValue());
            lines.add(seen.getValue() + " " + seen.getKey());
        }
        return complete ? Optional.of(lines) : Optional.empty();
    }

    /** @param since when the line was written, by the clock of the file system */
    static boolean isUntouched(String line, FileTime since) throws IOException {
        int blank = Math.max(0, line.indexOf(' '));
        String noted = line.substring(0, blank);
        Path path = Path.of(line.substring(blank).substring(blank == 0 ? 0 : 1));
        if (!Files.exists(path)) {
            return noted.equals(ABSENT);
        }
        Optional<FileStamp> now = FileStamp.ofTarget(path);
        return now.isPresent() && now.get().proves(noted, since);
    }

    /** Empty for a file that was changed just now, or lies where files have no stamps. */
    private Optional<String> stamp(Path path) throws IOException {
        if (!Files.exists(path)) {
            return Optional.of(ABSENT);
        }
        Instant old = clock.get().minus(STEP);
        return FileStamp.ofTarget(path)
                .filter(stamp -> stamp.changed().toInstant().isBefore(old))
                .map(FileStamp::text);
    }
}
