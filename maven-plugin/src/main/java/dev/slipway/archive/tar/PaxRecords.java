package dev.slipway.archive.tar;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The records of a pax extended header, {@code "%d %s=%s\n"} each (POSIX pax, "pax Extended Header"). Values are bytes: an
 * extended attribute need not be text. They are kept as strings of which each character is one byte.
 */
final class PaxRecords {
    static final String XATTR = "SCHILY.xattr.";
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]*)?");

    private final SortedMap<String, String> values = new TreeMap<>();

    /** Adds the records of a header's body; a later record of the same key wins, also an empty one. */
    void parse(byte[] body, TarText text) {
        int at = 0;
        while (at < body.length) {
            int space = indexOf(body, ' ', at);
            int length = lengthOf(body, at, space, text);
            int end = at + length;
            int equals = indexOf(body, '=', space + 1);
            if (equals <= space + 1 || equals >= end || body[end - 1] != '\n') {
                throw text.malformed("a pax record is not of the form 'length key=value'");
            }
            String key = text.decode(body, space + 1, equals);
            values.put(key, new String(body, equals + 1, end - equals - 2, StandardCharsets.ISO_8859_1));
            at = end;
        }
    }

    private static int lengthOf(byte[] body, int at, int space, TarText text) {
        int length = 0;
        for (int i = at; i < space && length <= body.length; i++) {
            length = body[i] >= '0' && body[i] <= '9' ? length * 10 + body[i] - '0' : Integer.MAX_VALUE / 16;
        }
        if (space <= at || length > body.length - at || length <= space - at + 1) {
            throw text.malformed("a pax record has a wrong length");
        }
        return length;
    }

    private static int indexOf(byte[] bytes, char wanted, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** These records, with others over them. */
    PaxRecords with(PaxRecords upper) {
        PaxRecords both = new PaxRecords();
        both.values.putAll(values);
        both.values.putAll(upper.values);
        return both;
    }

    /** Whether some key starts with a prefix. */
    boolean hasKeysOf(String prefix) {
        return values.keySet().stream().anyMatch(key -> key.startsWith(prefix));
    }

    /** A text value, or null if there is none; an empty value takes back an earlier one. */
    @Nullable
    String text(String key, TarText text) {
        String value = values.getOrDefault(key, "");
        if (value.isEmpty()) {
            return null;
        }
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        return text.decode(bytes, 0, bytes.length);
    }

    /** A number of at least 0. */
    long whole(String key, long otherwise, TarText text) {
        String value = values.getOrDefault(key, "");
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!WHOLE.matcher(value).matches()) {
            throw text.malformed("pax record '" + key + "' is not a number");
        }
        return Long.parseLong(value);
    }

    /** A time in seconds; the part of a second is dropped, towards the past. */
    long seconds(String key, long otherwise, TarText text) {
        String value = values.getOrDefault(key, "");
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!DECIMAL.matcher(value).matches()) {
            throw text.malformed("pax record '" + key + "' is not a time");
        }
        return new BigDecimal(value).setScale(0, RoundingMode.FLOOR).longValueExact();
    }

    /** The extended attributes (star's and GNU tar's {@code SCHILY.xattr.*}). */
    SortedMap<String, String> xattrs() {
        if (!hasKeysOf(XATTR)) {
            return Collections.emptySortedMap();
        }
        SortedMap<String, String> xattrs = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(XATTR)) {
                xattrs.put(key.substring(XATTR.length()), value);
            }
        });
        return xattrs;
    }

    /** Sets a text value. */
    void set(String key, String value) {
        setBytes(key, new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    /** Sets a value of bytes, one character each. */
    void setBytes(String key, String value) {
        if (key.indexOf('=') >= 0) {
            throw new IllegalArgumentException("a pax record's key cannot have '=' in it: " + key);
        }
        values.put(key, value);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** The body of a header, records in the order of their keys. */
    byte[] format() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        values.forEach((key, value) -> body.writeBytes(record(key, value)));
        return body.toByteArray();
    }

    private static byte[] record(String key, String value) {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        byte[] data = value.getBytes(StandardCharsets.ISO_8859_1);
        int rest = name.length + data.length + 3;
        // The length counts its own digits.
        int length = rest + Integer.toString(rest).length();
        length = rest + Integer.toString(length).length();
        ByteArrayOutputStream record = new ByteArrayOutputStream(length);
        record.writeBytes((length + " ").getBytes(StandardCharsets.US_ASCII));
        record.writeBytes(name);
        record.write('=');
        record.writeBytes(data);
        record.write('\n');
        return record.toByteArray();
    }
}
