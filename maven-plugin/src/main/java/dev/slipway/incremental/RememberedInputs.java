package dev.slipway.incremental;

import dev.slipway.content.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a goal found out the last time, in a file. As long as its settings are the same and no file that it read has been touched, it
 * would find out the same, and nothing has to be read and understood again.
 */
public final class RememberedInputs {
    private static final String SETTINGS = "settings ";
    private static final String OUTCOME = "outcome ";
    private static final String END = "end";

    private final Path file;
    private final Digest settings;

    /**
     * @param file where it is kept
     * @param settings all that the goal was told, but for the content of files
     */
    public RememberedInputs(Path file, Inputs settings) throws IOException {
        this.file = file;
        Path code = PluginCode.place();
        this.settings = settings.add("plugin", Files.isRegularFile(code) ? code : PluginCode.digest())
                .digest();
    }

    /** The line that was kept, if it still holds. */
    public Optional<String> outcome() throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        // Bytes that are no text end no build; they are not what was kept.
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
        int last = lines.size() - 1;
        boolean known = last >= 2
                && lines.get(0).equals(SETTINGS + settings)
                && lines.get(1).startsWith(OUTCOME)
                && lines.get(last).equals(END);
        return known && areUntouched(lines.subList(2, last))
                ? Optional.of(lines.get(1).substring(OUTCOME.length()))
                : Optional.empty();
    }

    private boolean areUntouched(List<String> seen) throws IOException {
        FileTime since = Files.getLastModifiedTime(file);
        for (String line : seen) {
            if (!SeenFiles.isUntouched(line, since)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Keeps a line, if all files can be known again.
     *
     * @param seen the files that were read
     */
    public void keep(SeenFiles seen, String outcome) throws IOException {
        Path code = PluginCode.place();
        if (Files.isRegularFile(code)) {
            seen.look(code);
        }
        Optional<List<String>> lines = seen.lines();
        if (lines.isPresent()) {
            List<String> all = new ArrayList<>(List.of(SETTINGS + settings, OUTCOME + outcome));
            all.addAll(lines.get());
            all.add(END);
            String text = String.join("\n", all) + "\n";
            StagedOutputs.write(file, sink -> sink.write(text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
