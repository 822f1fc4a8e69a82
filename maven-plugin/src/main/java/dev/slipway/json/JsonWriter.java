package dev.slipway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes JSON of our own: keys in their order, the same bytes on every machine. */
public final class JsonWriter {
    // The library's own line ends are those of the machine.
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonWriter() {}

    /**
     * Two blanks deep, with a newline at the end.
     *
     * @param value a map or a tree of nodes
     */
    public static String lines(Object value) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(LINES);
        printer.indentArraysWith(LINES);
        return write(value, printer) + "\n";
    }

    /** Without blanks. */
    public static String compact(Object value) {
        return write(value, null);
    }

    private static String write(Object value, @Nullable PrettyPrinter printer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            generator.setPrettyPrinter(printer);
            JsonTree.write(value, generator);
        } catch (IOException e) {
            throw new UncheckedIOException("maps, lists, texts and numbers can be written", e);
        }
        return text.toString();
    }
}
