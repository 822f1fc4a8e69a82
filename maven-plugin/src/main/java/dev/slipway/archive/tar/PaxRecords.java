package dev.slipway.archive.tar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The records of a pax extended header, {@code "%d %s=%s\n"} each (POSIX pax, "pax Extended Header"). Values are bytes: an
 * extended attribute need not be text. They are kept as strings of which each character is one byte. Records that mean nothing
 * here are not kept, however many there are.
 */
final class PaxRecords {
    static final String XATTR = "SCHILY.xattr.";
    private static final String SPARSE = "GNU.sparse.";
    private static final Set<String> KNOWN = Set.of("path", "linkpath", "size", "uid", "gid", "mtime");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
    private static final int MAX_DIGITS = 18;

    /** Length of an extended attribute's name, XATTR_NAME_MAX of Linux (linux/limits.h). */
    private static final int MAX_XATTR_NAME = 255;

    /** Length of its value, XATTR_SIZE_MAX. */
    private static final int MAX_XATTR_VALUE = 65_536;

    /** Length of all names of one file, XATTR_LIST_MAX. */
    private static final int MAX_XATTR_LIST = 65_536;

    private final SortedMap<String, String> values = new TreeMap<>();
    private final @Nullable PaxRecords below;
    private int xattrNames;
    private @Nullable SortedMap<String, String> xattrs;

    /** Records of their own. */
    PaxRecords() {
        this(null);
    }

    /** @param below has the records that these do not have; a member's own records stand over the archive's global ones */
    PaxRecords(@Nullable PaxRecords below) {
        this.below = below;
    }

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
            String key = new String(body, space + 1, equals - space - 1, StandardCharsets.ISO_8859_1);
            if (key.startsWith(XATTR)) {
                key = xattr(body, space + 1, equals, end, text);
                values.put(key, new String(body, equals + 1, end - equals - 2, StandardCharsets.ISO_8859_1));
            } else if (KNOWN.contains(key) || key.startsWith(SPARSE)) {
                values.put(key, new String(body, equals + 1, end - equals - 2, StandardCharsets.ISO_8859_1));
            }
            at = end;
        }
        xattrs = null;
    }

    private String xattr(byte[] body, int from, int equals, int end, TarText text) {
        String key = text.decode(body, from, equals);
        int name = equals - from - XATTR.length();
        xattrNames += values.containsKey(key) ? 0 : name + 1;
        if (name > MAX_XATTR_NAME || end - equals - 2 > MAX_XATTR_VALUE || xattrNames > MAX_XATTR_LIST) {
            throw text.malformed("extended attributes are longer than Linux allows: a name of " + MAX_XATTR_NAME
                    + " bytes, a value of " + MAX_XATTR_VALUE + ", all names of a file " + MAX_XATTR_LIST);
        }
        return key;
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

    /** Whether the member is a sparse file in one of GNU's pax formats. */
    boolean isSparse() {
        return hasKeysOf(SPARSE) || below != null && below.isSparse();
    }

    private boolean hasKeysOf(String prefix) {
        return values.tailMap(prefix).keySet().stream().limit(1).anyMatch(key -> key.startsWith(prefix));
    }

    private String value(String key) {
        String value = values.get(key);
        if (value != null) {
            return value;
        }
        return below == null ? "" : below.value(key);
    }

    /** A text value, or null if there is none; an empty value takes back an earlier one. */
    @Nullable
    String text(String key, TarText text) {
        String value = value(key);
        if (value.isEmpty()) {
            return null;
        }
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        return text.decode(bytes, 0, bytes.length);
    }

    /** A number of at least 0, or null if there is none. */
    @Nullable
    Long whole(String key, TarText text) {
        String value = value(key);
        if (value.isEmpty()) {
            return null;
        }
        if (!WHOLE.matcher(value).matches()) {
            throw text.malformed("pax record '" + key + "' is not a number");
        }
        return Long.valueOf(value);
    }

    /** A time in seconds, or null if there is none; the part of a second is dropped, towards the past. */
    @Nullable
    Long seconds(String key, TarText text) {
        String value = value(key);
        if (value.isEmpty()) {
            return null;
        }
        int point = value.indexOf('.');
        String whole = point < 0 ? value : value.substring(0, point);
        String fraction = point < 0 ? "" : value.substring(point + 1);
        boolean negative = whole.startsWith("-");
        String digits = negative ? whole.substring(1) : whole;
        // No number is made of the fraction: it may be as long as the header.
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || !isDigits(digits) || !isDigits(fraction)) {
            throw text.malformed("pax record '" + key + "' is not a time");
        }
        long seconds = Long.parseLong(whole);
        return negative && fraction.chars().anyMatch(c -> c != '0') ? seconds - 1 : seconds;
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The extended attributes (star's and GNU tar's {@code SCHILY.xattr.*}). */
    SortedMap<String, String> xattrs() {
        if (xattrs == null) {
            xattrs = hasKeysOf(XATTR) ? ownXattrs() : below == null ? Collections.emptySortedMap() : below.xattrs();
        }
        return xattrs;
    }

    private SortedMap<String, String> ownXattrs() {
        SortedMap<String, String> all = new TreeMap<>();
        if (below != null) {
            all.putAll(below.xattrs());
        }
        // '/' is the character after '.'.
        String end = XATTR.substring(0, XATTR.length() - 1) + '/';
        values.subMap(XATTR, end).forEach((key, value) -> all.put(key.substring(XATTR.length()), value));
        return Collections.unmodifiableSortedMap(all);
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
