package dev.slipway.yaml;

import dev.slipway.problem.Place;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.Schema;

/** Reads a text with one YAML document, and tells syntax errors as findings. */
final class DocumentReader {
    /** Characters of a text: some hundred times what the largest files of public projects have. */
    private static final int MAX_CODE_POINTS = 4 << 20;

    private static final int SNIPPET_INDENT = 2;
    private static final int SNIPPET_LENGTH = 100;

    private final String file;
    private final Findings findings;

    DocumentReader(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    /** Null if there is no document; then a finding says why. */
    @Nullable
    Value read(String text) {
        try {
            return compose(text);
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            String context = e.getContext() == null ? "" : " " + e.getContext();
            findings.add(place(mark), "YAML syntax: " + e.getProblem() + context, snippet(mark));
        } catch (ReaderException e) {
            findings.add(placeOf(text, e.getPosition()), "YAML cannot hold the character U+" + hex(e), "Remove it");
        } catch (YamlEngineException e) {
            findings.add(place(null), "YAML syntax: " + e.getMessage(), "Correct it");
        } catch (BoundedParser.Refused e) {
            findings.add(place(e.mark().orElse(null)), e.what(), e.next());
        }
        return null;
    }

    private @Nullable Value compose(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new UntypedSchema())
                .setCodePointLimit(MAX_CODE_POINTS)
                // In pieces, a scalar of many of them takes the square of its length.
                .setBufferSize(Math.max(1024, Math.min(text.length(), MAX_CODE_POINTS) + 1))
                // NodeReader refuses them, and knows their place.
                .setAllowNonScalarKeys(true)
                .setMaxAliasesForCollections(NodeReader.MAX_VALUES)
                .build();
        Parser parser = new BoundedParser(new ParserImpl(settings, new StreamReader(settings, text)));
        Composer documents = new Composer(settings, parser);
        if (!documents.hasNext()) {
            findings.add(place(null), "is empty", "Write a mapping of keys and values");
            return null;
        }
        Node root = documents.next();
        if (documents.hasNext()) {
            findings.add(
                    place(documents.next().getStartMark().orElse(null)),
                    "a second YAML document begins here",
                    "Write one document to a file, without '---' in between");
        }
        return new NodeReader(file, findings).read(root);
    }

    private Place place(@Nullable Mark mark) {
        return mark == null ? new Place(file, 1, 1, "") : new Place(file, mark.getLine() + 1, mark.getColumn() + 1, "");
    }

    private Place placeOf(String text, int position) {
        String before = text.substring(0, Math.min(text.length(), text.offsetByCodePoints(0, Math.max(0, position))));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Place(file, line, before.length() - before.lastIndexOf('\n'), "");
    }

    private static String snippet(@Nullable Mark mark) {
        String snippet = mark == null ? "" : mark.createSnippet(SNIPPET_INDENT, SNIPPET_LENGTH);
        return snippet.isBlank() ? "Correct it" : "Correct it here:\n" + snippet.stripTrailing();
    }

    private static String hex(ReaderException e) {
        return String.format(Locale.ROOT, "%04X", e.getCodePoint());
    }

    /** Tells plain scalars from those with quotes or tags, and leaves their types to {@link ScalarType}. */
    private static final class UntypedSchema implements Schema {
        @Override
        public ScalarResolver getScalarResolver() {
            return (value, plain) -> plain ? NodeReader.PLAIN : Tag.STR;
        }

        @Override
        public Map<Tag, ConstructNode> getSchemaTagConstructors() {
            return Map.of();
        }
    }
}
