package dev.slipway.build;

import dev.slipway.content.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a goal was given and what it wrote, kept beside the outputs: as long as both are as they were, running the goal again would write
 * the same bytes, so it need not.
 *
 * @param inputs names everything that the outputs depend on, see {@link Inputs}
 * @param notes what the goal said or found out besides its files, a line each
 * @param outputs the files
 */
record Receipt(Digest inputs, List<String> notes, List<Output> outputs) {
    private static final String INPUTS = "inputs ";
    private static final String NOTE = "note ";

    Receipt {
        notes = List.copyOf(notes);
        outputs = List.copyOf(outputs);
    }

    /**
     * A file as it was left.
     *
     * @param modified in nanoseconds since 1970-01-01T00:00:00Z, as finely as the file system keeps it
     */
    record Output(Path path, long size, String modified, Digest digest) {
        private static final int PARTS = 4;

        static Output of(StagedOutputs.Output written) throws IOException {
            return new Output(written.path(), written.size(), time(written.path()), written.digest());
        }

        // A file that was only touched, or copied with the whole folder, is hashed instead of built again.
        boolean isUntouched() throws IOException {
            return Files.isRegularFile(path)
                    && Files.size(path) == size
                    && (time(path).equals(modified)
                            || Digest.of(Files.newInputStream(path)).equals(digest));
        }

        private static String time(Path path) throws IOException {
            return Files.getLastModifiedTime(path).toInstant().toString();
        }

        String line(Path folder) {
            return digest + " " + size + " " + modified + " " + folder.relativize(path);
        }

        static Output parse(String line, Path folder) {
            String[] parts = line.split(" ", PARTS);
            return new Output(folder.resolve(parts[3]), Long.parseLong(parts[1]), parts[2], Digest.parse(parts[0]));
        }
    }

    /** Place of the receipt of an output. */
    static Path beside(Path output) {
        return output.toAbsolutePath().resolveSibling("slipway").resolve(output.getFileName() + ".receipt");
    }

    /** The receipt in a file, if it is of these inputs and every output is as it says. */
    static Optional<Receipt> holding(Path file, Digest inputs) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Optional<Receipt> receipt = parse(Files.readAllLines(file), folder(file));
        if (receipt.isEmpty() || !receipt.get().inputs.equals(inputs)) {
            return Optional.empty();
        }
        for (Output output : receipt.get().outputs) {
            if (!output.isUntouched()) {
                return Optional.empty();
            }
        }
        return receipt;
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.getParent(), "a receipt lies in a folder of its own");
    }

    // Whatever it is that cannot be read, it is no proof that there is nothing to do.
    private static Optional<Receipt> parse(List<String> lines, Path folder) {
        try {
            List<String> notes = new ArrayList<>();
            List<Output> outputs = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                if (line.startsWith(NOTE)) {
                    notes.add(line.substring(NOTE.length()));
                } else {
                    outputs.add(Output.parse(line, folder));
                }
            }
            return Optional.of(new Receipt(Digest.parse(lines.get(0).substring(INPUTS.length())), notes, outputs));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(INPUTS).append(inputs).append('\n');
        notes.forEach(note -> text.append(NOTE).append(note.replace('\n', ' ')).append('\n'));
        Path folder = folder(file);
        outputs.forEach(output -> text.append(output.line(folder)).append('\n'));
        StagedOutputs.write(file, sink -> sink.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Says that an output stands as it is, and what was said when it was made: warnings are to be read until their cause is gone.
     */
    void tell(BuildLog log, Path output) {
        notes.forEach(log::warn);
        log.info(output.getFileName() + " is up to date");
    }

    /** The output of a name, if there is one. */
    Optional<Path> output(Path path) {
        return outputs.stream()
                .map(Output::path)
                .map(Path::normalize)
                .filter(path.normalize()::equals)
                .findFirst();
    }
}
