package dev.slipway.trust.crypto;

import dev.slipway.der.DerWriter;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A value in the distinguished encoding of ASN.1 (ITU-T X.690 section 10): definite, shortest lengths, one-byte tags. */
public final class Der {
    /** Universal tags (X.680 8.6). */
    public static final int BOOLEAN = 0x01,
            INTEGER = 0x02,
            BIT_STRING = 0x03,
            OCTET_STRING = 0x04,
            OID = 0x06,
            UTF8_STRING = 0x0c,
            SEQUENCE = 0x30,
            SET = 0x31;

    private static final int GENERALIZED_TIME = 0x18;
    private static final int MAX_LENGTH_BYTES = 4;
    private static final int MAX_CHILDREN = 4096;

    private final String where;
    private final byte[] buffer;
    private final int start;
    private final int content;
    private final int end;

    private Der(String where, byte[] buffer, int start, int limit) {
        this.where = where;
        this.buffer = buffer;
        this.start = start;
        if (limit - start < 2) {
            throw malformed("ends within a tag");
        }
        if ((buffer[start] & 0x1f) == 0x1f) {
            throw malformed("has a tag of several bytes");
        }
        int first = buffer[start + 1] & 0xff;
        if (first < 0x80) {
            content = start + 2;
            end = checkedEnd(first, limit);
        } else {
            int count = first & 0x7f;
            if (count == 0 || count > MAX_LENGTH_BYTES || limit - start - 2 < count) {
                throw malformed("has an indefinite or oversized length");
            }
            content = start + 2 + count;
            end = checkedEnd(longLength(count), limit);
        }
    }

    private long longLength(int count) {
        long length = 0;
        for (int i = 0; i < count; i++) {
            length = length << 8 | buffer[start + 2 + i] & 0xff;
        }
        if (length < 0x80 || length >> 8 * (count - 1) == 0) {
            throw malformed("has a length that is not the shortest");
        }
        return length;
    }

    private int checkedEnd(long length, int limit) {
        if (length > limit - content) {
            throw malformed("is cut off");
        }
        return (int) (content + length);
    }

    /**
     * Reads one value with nothing after it.
     *
     * @param where the noun for rejections
     * @throws Rejected if this is not DER
     */
    public static Der parse(byte[] bytes, String where) {
        Der der = new Der(where, bytes, 0, bytes.length);
        if (der.end != bytes.length) {
            throw der.malformed("has bytes after its end");
        }
        return der;
    }

    /** The tag with class and form. */
    public int tag() {
        return buffer[start] & 0xff;
    }

    /** True for this tag. */
    public boolean is(int tag) {
        return tag() == tag;
    }

    /** This value, if it has the tag. */
    public Der expect(int tag) {
        if (!is(tag)) {
            throw malformed(
                    String.format(Locale.ROOT, "has tag %02x at byte %d where %02x belongs", tag(), start, tag));
        }
        return this;
    }

    /** The values inside of a constructed one. */
    public List<Der> children() {
        if ((tag() & 0x20) == 0) {
            throw malformed(String.format(Locale.ROOT, "has a plain value of tag %02x where a group belongs", tag()));
        }
        List<Der> children = new ArrayList<>();
        for (int at = content; at < end; at = children.get(children.size() - 1).end) {
            if (children.size() == MAX_CHILDREN) {
                throw new Rejected(Reason.TOO_LARGE, where, "has a group of more than " + MAX_CHILDREN + " values");
            }
            children.add(new Der(where, buffer, at, end));
        }
        return children;
    }

    /** The values of a SEQUENCE, which are at least so many. */
    public List<Der> sequence(int atLeast) {
        List<Der> children = expect(SEQUENCE).children();
        if (children.size() < atLeast) {
            throw malformed("has a sequence of " + children.size() + " values where " + atLeast + " belong");
        }
        return children;
    }

    /** The one value inside of an explicit tag. */
    public Der only() {
        List<Der> children = children();
        if (children.size() != 1) {
            throw malformed("has " + children.size() + " values where one belongs");
        }
        return children.get(0);
    }

    /** The bytes inside. */
    public byte[] content() {
        return Arrays.copyOfRange(buffer, content, end);
    }

    /** Tag, length and content. */
    public byte[] encoded() {
        return Arrays.copyOfRange(buffer, start, end);
    }

    /** The bytes of an OCTET STRING. */
    public byte[] octets() {
        return expect(OCTET_STRING).content();
    }

    /** The bytes of a BIT STRING that has whole bytes. */
    public byte[] bits() {
        expect(BIT_STRING);
        if (end == content || buffer[content] != 0) {
            throw malformed("has a bit string that is not of whole bytes");
        }
        return Arrays.copyOfRange(buffer, content + 1, end);
    }

    /** An INTEGER. */
    public BigInteger integer() {
        expect(INTEGER);
        if (end == content) {
            throw malformed("has an empty integer");
        }
        return new BigInteger(buffer, content, end - content);
    }

    /** An INTEGER that is small and not negative. */
    public int smallInteger() {
        BigInteger value = integer();
        if (value.signum() < 0 || value.bitLength() > 31) {
            throw malformed("has the integer " + value.bitLength() + " bits long where a small one belongs");
        }
        return value.intValue();
    }

    /** An OBJECT IDENTIFIER, in dots (X.690 8.19). */
    public String oid() {
        expect(OID);
        StringBuilder dots = new StringBuilder();
        long arc = 0;
        for (int i = content; i < end; i++) {
            if (arc > Long.MAX_VALUE >> 8) {
                throw malformed("has an object identifier with an oversized arc");
            }
            arc = arc << 7 | buffer[i] & 0x7f;
            if (buffer[i] >= 0) {
                if (dots.isEmpty()) {
                    long root = Math.min(arc / 40, 2);
                    dots.append(root).append('.').append(arc - root * 40);
                } else {
                    dots.append('.').append(arc);
                }
                arc = 0;
            }
        }
        if (end == content || buffer[end - 1] < 0) {
            throw malformed("has a broken object identifier");
        }
        return dots.toString();
    }

    /** The text of any string type whose characters are those of UTF-8. */
    public String text() {
        return new String(buffer, content, end - content, StandardCharsets.UTF_8);
    }

    /** A GeneralizedTime in UTC, with or without a fraction (RFC 3161 2.4.2). */
    public Instant time() {
        String text = expect(GENERALIZED_TIME).text();
        try {
            String[] parts = text.substring(0, text.length() - 1).split("\\.", 2);
            LocalDateTime whole =
                    LocalDateTime.parse(parts[0], DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT));
            String fraction = parts.length == 1 ? "0" : parts[1];
            if (!text.endsWith("Z") || !fraction.matches("[0-9]{1,9}")) {
                throw malformed("has a time that is not in UTC: " + text);
            }
            long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
            return whole.toInstant(ZoneOffset.UTC).plusNanos(nanos);
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            throw new Rejected(Reason.MALFORMED, where, "has no time: " + text, e);
        }
    }

    /** Encodes a value of this tag around other bytes. */
    public static byte[] encode(int tag, byte[]... parts) {
        return DerWriter.encode(tag, parts);
    }

    /** Tells what is wrong with this document. */
    public Rejected malformed(String what) {
        return new Rejected(Reason.MALFORMED, where, what);
    }
}
