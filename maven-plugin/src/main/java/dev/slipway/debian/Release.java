package dev.slipway.debian;

import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import dev.slipway.recipe.debian.BoundedLines;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A suite's file {@code Release}, or {@code InRelease} with its signature ("Debian repository format").
 *
 * @param date when the archive made it
 * @param validUntil null if it does not end
 * @param indexes digests of the files that it covers, by path
 */
record Release(Instant date, @Nullable Instant validUntil, Map<String, Digest> indexes) {
    private static final int MAX_LINES = 1_000_000;
    private static final int MAX_LINE = 4096;
    private static final String SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final String END = "-----END PGP SIGNATURE-----";

    Release {
        indexes = Map.copyOf(indexes);
    }

    /**
     * Reads what lies under the signature, if the file has one.
     *
     * @param file named in failures
     * @throws Problem if it has no date, or text that is not signed beside text that is
     */
    static Release parse(Reader text, String file) throws IOException {
        return new Reading(file).of(new BoundedLines(text, file));
    }

    /** The digest of a file that it covers. */
    Optional<Digest> index(String path) {
        return Optional.ofNullable(indexes.get(path));
    }

    private static Problem malformed(String file, String what) {
        return Problem.environment(file, what, "Run apt-get update as root; it fetches the file again.");
    }

    /** One file. */
    private static final class Reading {
        private final String file;
        private final Map<String, String> fields = new HashMap<>();
        private final Map<String, Digest> indexes = new HashMap<>();
        private String field = "";

        Reading(String file) {
            this.file = file;
        }

        Release of(BoundedLines lines) throws IOException {
            String line = lines.next();
            boolean signed = SIGNED.equals(line);
            if (signed) {
                // The headers of the message, up to a blank line, say with what it is signed.
                while (line != null && !line.isBlank()) {
                    line = lines.next();
                }
                line = lines.next();
            }
            int count = 0;
            while (line != null && !(signed && line.equals(SIGNATURE))) {
                count++;
                if (line.length() > MAX_LINE || count > MAX_LINES || line.startsWith("-----")) {
                    throw malformed(file, "line " + count + " does not belong in a Release file");
                }
                take(line);
                line = lines.next();
            }
            if (signed) {
                requireEnd(lines, line);
            }
            return new Release(date("Date"), fields.containsKey("Valid-Until") ? date("Valid-Until") : null, indexes);
        }

        // What stands behind the signature is not covered by it.
        private void requireEnd(BoundedLines lines, @Nullable String last) throws IOException {
            String line = last;
            while (line != null && !line.equals(END)) {
                line = lines.next();
            }
            String rest = line == null ? null : lines.next();
            if (line == null || (rest != null && !rest.isBlank())) {
                throw malformed(file, "its signature is incomplete, or text follows it");
            }
        }

        private void take(String line) {
            if (line.startsWith(" ")) {
                String[] words = line.strip().split("\\s+", -1);
                if (field.equals("SHA256") && words.length == 3) {
                    indexes.put(words[2], Digest.parse("sha256:" + words[0]));
                }
                return;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                field = line.substring(0, colon);
                fields.put(field, line.substring(colon + 1).strip());
            }
        }

        private Instant date(String name) {
            String text = fields.getOrDefault(name, "");
            try {
                return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.replaceFirst("UTC$|Z$", "GMT")));
            } catch (DateTimeException e) {
                throw malformed(file, "its " + name + " '" + text + "' is not a valid date");
            }
        }
    }
}
