package dev.slipway.trust.notation;

import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads CBOR as COSE needs it (RFC 8949 section 3): definite lengths, no key twice, nothing after the end. Integers are {@code
 * Long}, byte strings {@code byte[]}, then {@code String}, {@code List}, {@code Map}, {@code Tagged} and {@code Boolean}.
 */
final class Cbor {
    /** A value with a tag (RFC 8949 3.4). */
    record Tagged(long tag, Object value) {}

    /** The value {@code null}. */
    static final Object NULL = new Object();

    private static final String WHERE = "COSE envelope";
    private static final int MAX_DEPTH = 16;
    private static final int MAX_ITEMS = 256;
    private static final int FALSE = 20;
    private static final int TRUE = 21;
    private static final int NIL = 22;

    private final byte[] bytes;
    private int at;

    private Cbor(byte[] bytes) {
        this.bytes = bytes;
    }

    static Object parse(byte[] bytes) {
        Cbor reader = new Cbor(bytes);
        Object value = reader.value(0);
        if (reader.at != bytes.length) {
            throw malformed("has bytes after its end");
        }
        return value;
    }

    private Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw malformed("is nested too deeply");
        }
        int first = next();
        int major = first >> 5;
        long argument = argument(first & 0x1f);
        return switch (major) {
            case 0 -> argument;
            case 1 -> -1 - argument;
            case 2 -> take(argument);
            case 3 -> text(take(argument));
            case 4 -> list(argument, depth);
            case 5 -> map(argument, depth);
            case 6 -> new Tagged(argument, value(depth + 1));
            default -> simple(first & 0x1f);
        };
    }

    private int next() {
        if (at == bytes.length) {
            throw malformed("is cut off");
        }
        return bytes[at++] & 0xff;
    }

    private long argument(int info) {
        if (info < 24) {
            return info;
        }
        if (info > 27) {
            throw malformed("has an indefinite length");
        }
        int count = 1 << info - 24;
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | next();
        }
        if (value < 0) {
            throw malformed("has a number of more than 63 bits");
        }
        return value;
    }

    private byte[] take(long length) {
        if (length > bytes.length - at) {
            throw malformed("is cut off");
        }
        byte[] taken = Arrays.copyOfRange(bytes, at, at + (int) length);
        at += (int) length;
        return taken;
    }

    private static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Rejected(Reason.MALFORMED, WHERE, "has a text that is not UTF-8", e);
        }
    }

    private List<Object> list(long count, int depth) {
        checkCount(count);
        List<Object> list = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            list.add(value(depth + 1));
        }
        return list;
    }

    private Map<Object, Object> map(long count, int depth) {
        checkCount(count);
        Map<Object, Object> map = new LinkedHashMap<>();
        for (long i = 0; i < count; i++) {
            Object key = value(depth + 1);
            if (!(key instanceof Long) && !(key instanceof String)) {
                throw malformed("has a key that is neither a number nor a text");
            }
            if (map.put(key, value(depth + 1)) != null) {
                throw malformed("has the key " + key + " twice");
            }
        }
        return map;
    }

    private static void checkCount(long count) {
        if (count > MAX_ITEMS) {
            throw new Rejected(Reason.TOO_LARGE, WHERE, "has a group of more than " + MAX_ITEMS + " values");
        }
    }

    private static Object simple(int info) {
        return switch (info) {
            case FALSE -> Boolean.FALSE;
            case TRUE -> Boolean.TRUE;
            case NIL -> NULL;
            default -> throw malformed("has a value of a kind that COSE does not use");
        };
    }

    private static Rejected malformed(String what) {
        return new Rejected(Reason.MALFORMED, WHERE, what);
    }
}
