package dev.slipway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The one reader of JSON that others wrote: RFC 8259 in UTF-8, no key twice, nothing after the end (I-JSON, RFC 7493), within limits
 * that hold wherever the text comes from.
 */
public final class StrictJson {
    /** Levels of lists and objects; documents of images and signatures have about ten. */
    public static final int MAX_DEPTH = 64;

    /** Digits of a number; one of 64 bits has 20. */
    private static final int MAX_NUMBER = 32;

    /** Values, keys and brackets; each value takes some hundred bytes of memory. The largest index has some ten thousand. */
    private static final int MAX_TOKENS = 500_000;

    private static final String HIDDEN_SOURCE =
            "[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); ";

    // Two keys of one name are two readings of one document: signed by one tool, obeyed by another.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER)
                    .maxTokenCount(MAX_TOKENS)
                    // Bounded by the document, which its reader bounds.
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private StrictJson() {}

    /**
     * Reads a text.
     *
     * @param raw no longer than the caller thinks right
     * @throws Unsound if this is no JSON, or beyond the limits
     */
    public static JsonNode read(byte[] raw) throws Unsound {
        try (JsonParser parser = FACTORY.createParser(text(raw))) {
            JsonNode node = JsonTree.read(parser);
            if (parser.nextToken() != null) {
                throw new Unsound("is not valid JSON: there is more behind its end");
            }
            return node;
        } catch (StreamConstraintsException e) {
            throw new Unsound("is JSON of more than " + MAX_DEPTH + " levels or " + MAX_TOKENS
                    + " values, or with a number of more than " + MAX_NUMBER + " digits");
        } catch (JsonProcessingException e) {
            // Jackson says where a bracket was opened, and that it does not show the text there.
            String what = e.getOriginalMessage().replace(HIDDEN_SOURCE, "[");
            throw new Unsound("is not valid JSON: " + what);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can be read", e);
        }
    }

    private static String text(byte[] raw) throws Unsound {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Unsound("is not UTF-8");
        }
    }

    /** Bytes that are no sound JSON. */
    public static final class Unsound extends Exception {
        private static final long serialVersionUID = 1L;

        private final String what;

        Unsound(String what) {
            super(what);
            this.what = what;
        }

        /** What a sentence says of the document. */
        public String what() {
            return what;
        }
    }
}
