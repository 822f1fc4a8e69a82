package dev.slipway.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Writes JSON of our own: keys in their order, the same bytes on every machine. */
public final class JsonWriter {
    // The library's own line ends are those of the machine.
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

    private static final ObjectWriter COMPACT = JsonMapper.builder().build().writer();

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
        return write(COMPACT.with(printer), value) + "\n";
    }

    /** Without blanks. */
    public static String compact(Object value) {
        return write(COMPACT, value);
    }

    private static String write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists, texts and numbers can be written", e);
        }
    }
}
