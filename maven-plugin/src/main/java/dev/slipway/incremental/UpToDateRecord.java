package dev.slipway.incremental;

import dev.slipway.content.Digest;
import dev.slipway.environment.BuildEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a goal was given and what it wrote, kept beside the outputs: as long as both are as they were, running the goal again would write
 * the same bytes, so it need not.
 *
 * @param inputs names everything that the outputs depend on, see {@link Inputs}
 * @param warnings are repeated as long as the outputs are up to date: they are to be read until their cause is gone
 * @param outputs the files
 */
public record UpToDateRecord(Digest inputs, List<String> warnings, List<Output> outputs) {
    private static final String INPUTS = "inputs ";
    private static final String WARNING = "warning ";

    /** Of an output that has to be read to know it again. */
    private static final String UNKNOWN = "-";

    public UpToDateRecord {
        warnings = List.copyOf(warnings);
        outputs = List.copyOf(outputs);
    }

    /**
     * A file as it was left.
     *
     * @param stamp the text of its {@link FileStamp}, or {@code -} if it has to be read to know it again
     */
    public record Output(Path path, long size, String stamp, Digest digest) {
        private static final int PARTS = 4;

        /** What is at the place of a file that was written, if it still is that file; another build may have replaced it. */
        public static Output of(StagedOutputs.Output written) throws IOException {
            Path path = written.path();
            boolean own = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    && !written.identity().isEmpty()
                    && FileStamp.identity(path).equals(written.identity());
            return new Output(path, written.size(), own ? stamp(path) : UNKNOWN, written.digest());
        }

        private static String stamp(Path path) throws IOException {
            return FileStamp.of(path).map(FileStamp::text).orElse(UNKNOWN);
        }

        /** The file as it is now, if it has the bytes that were written; it is read unless its stamp proves that. */
        Optional<Output> knownSince(FileTime recordWritten) throws IOException {
            // A stamp is that of a link itself, which stays while what it leads to changes.
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.size(path) != size) {
                return Optional.empty();
            }
            Optional<FileStamp> now = FileStamp.of(path);
            if (now.isPresent() && now.get().proves(stamp, recordWritten)) {
                return Optional.of(this);
            }
            // Stamped before it is read: what is written to it meanwhile changes the stamp.
            String text = now.map(FileStamp::text).orElse(UNKNOWN);
            return hasItsBytes() ? Optional.of(new Output(path, size, text, digest)) : Optional.empty();
        }

        private boolean hasItsBytes() throws IOException {
            try (InputStream in = Files.newInputStream(path)) {
                return Digest.of(in).equals(digest);
            }
        }

        String line(Path folder) {
            return digest + " " + size + " " + stamp + " " + folder.relativize(path);
        }

        static Output parse(String line, Path folder) {
            String[] parts = line.split(" ", PARTS);
            return new Output(folder.resolve(parts[3]), Long.parseLong(parts[1]), parts[2], Digest.parse(parts[0]));
        }
    }

    /**
     * The record of files that were written and are in their places.
     *
     * @throws OutputNotWritten if one of them cannot be looked at
     */
    public static UpToDateRecord of(Digest inputs, List<String> warnings, List<StagedOutputs.Output> written) {
        List<Output> outputs = new ArrayList<>();
        for (StagedOutputs.Output output : written) {
            try {
                outputs.add(Output.of(output));
            } catch (IOException e) {
                throw OutputNotWritten.because(output.path(), e);
            }
        }
        return new UpToDateRecord(inputs, warnings, outputs);
    }

    /** The files of the record in a file, whatever they are now. */
    public static List<Path> filesIn(Path file) throws IOException {
        return Files.isRegularFile(file)
                ? parse(Files.readAllBytes(file), folder(file)).stream()
                        .flatMap(record -> record.outputs.stream())
                        .map(Output::path)
                        .map(Path::normalize)
                        .toList()
                : List.of();
    }

    /** Place of the record of an output. */
    public static Path fileFor(Path output) {
        return output.toAbsolutePath().resolveSibling("slipway").resolve(output.getFileName() + ".up-to-date");
    }

    /** The record in a file, if it is of these inputs and every output is as it says. */
    public static Optional<UpToDateRecord> ifCurrent(Path file, Digest inputs) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Optional<UpToDateRecord> record = parse(Files.readAllBytes(file), folder(file));
        if (record.isEmpty() || !record.get().inputs.equals(inputs)) {
            return Optional.empty();
        }
        return record.get().holds(file) ? record : Optional.empty();
    }

    /**
     * A stamp is believed when the record is younger: within one tick of the file system's clock a file can change and keep its stamp.
     * So outputs are read again by the first build after the one that wrote them, and the record is written again then.
     */
    @SuppressWarnings("ReferenceEquality") // Another object was read from the file, even if it says the same.
    private boolean holds(Path file) throws IOException {
        FileTime written = Files.getLastModifiedTime(file);
        List<Output> now = new ArrayList<>();
        boolean read = false;
        for (Output output : outputs) {
            Optional<Output> known = output.knownSince(written);
            if (known.isEmpty()) {
                return false;
            }
            now.add(known.get());
            read |= known.get() != output;
        }
        if (read) {
            new UpToDateRecord(inputs, warnings, now).write(file);
        }
        return true;
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.getParent(), "a record lies in a folder of its own");
    }

    // Whatever it is that cannot be read, it is no proof that there is nothing to do.
    private static Optional<UpToDateRecord> parse(byte[] bytes, Path folder) {
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        try {
            List<String> warnings = new ArrayList<>();
            List<Output> outputs = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                if (line.startsWith(WARNING)) {
                    warnings.add(line.substring(WARNING.length()));
                } else {
                    outputs.add(Output.parse(line, folder));
                }
            }
            return Optional.of(
                    new UpToDateRecord(Digest.parse(lines.get(0).substring(INPUTS.length())), warnings, outputs));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    public void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(INPUTS).append(inputs).append('\n');
        warnings.forEach(warning ->
                text.append(WARNING).append(warning.replaceAll("\\R", " ")).append('\n'));
        Path folder = folder(file);
        outputs.forEach(output -> text.append(output.line(folder)).append('\n'));
        StagedOutputs.write(file, sink -> sink.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** The outputs, for whoever reports that they are up to date. */
    public List<BuildEvent.OutputFile> files() {
        return outputs.stream()
                .map(output -> new BuildEvent.OutputFile(output.path(), output.size(), output.digest()))
                .toList();
    }
}
