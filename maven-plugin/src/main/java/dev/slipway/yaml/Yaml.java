package dev.slipway.yaml;

import org.jspecify.annotations.Nullable;

/** Reads a text with one YAML (or JSON) mapping. */
public final class Yaml {
    private Yaml() {}

    /**
     * Reads a whole text.
     *
     * @param file the text's name for messages
     * @param reader makes the model; may return null only if it noted a finding
     * @throws InvalidYaml with everything that is wrong
     */
    public static <T> T read(String text, String file, Reading<ObjectReader, T> reader) {
        Findings findings = new Findings();
        T made = read(text, file, findings, reader);
        findings.refuseIfAny();
        if (made == null) {
            throw new IllegalStateException(file + " was read to nothing, yet nothing was found wrong");
        }
        return made;
    }

    /** Reads one text of several, and notes what is wrong with it. */
    public static <T> @Nullable T read(String text, String file, Findings findings, Reading<ObjectReader, T> reader) {
        Value root = new DocumentReader(file, findings).read(text);
        return root == null ? null : new WrittenValue(root, findings).object(reader);
    }
}
