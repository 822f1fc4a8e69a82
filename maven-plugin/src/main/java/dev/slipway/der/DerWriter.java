package dev.slipway.der;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Encodes DER (ITU-T X.690 8.1.3, 10.1). */
public final class DerWriter {
    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int NULL = 0x05;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int CONTEXT = 0xa0;

    private DerWriter() {}

    /** A value of any tag around other bytes. */
    public static byte[] encode(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            int count = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
            out.write(0x80 | count);
            for (int i = count - 1; i >= 0; i--) {
                out.write(length >>> 8 * i);
            }
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** A SEQUENCE. */
    public static byte[] sequence(byte[]... parts) {
        return encode(SEQUENCE, parts);
    }

    /** A SET OF values, in the order that DER wants (X.690 11.6). */
    public static byte[] setOf(List<byte[]> values) {
        return encode(SET, sorted(values));
    }

    /** The values of a SET OF in their order, for a tag of another kind around them. */
    public static byte[][] sorted(List<byte[]> values) {
        return values.stream().sorted(Arrays::compareUnsigned).toArray(byte[][]::new);
    }

    /** A constructed value with a context-specific tag. */
    public static byte[] context(int number, byte[]... parts) {
        return encode(CONTEXT | number, parts);
    }

    /** An INTEGER. */
    public static byte[] integer(BigInteger value) {
        return encode(INTEGER, value.toByteArray());
    }

    /** An OCTET STRING. */
    public static byte[] octets(byte[] bytes) {
        return encode(OCTET_STRING, bytes);
    }

    /** NULL. */
    public static byte[] nothing() {
        return encode(NULL);
    }

    /** An OBJECT IDENTIFIER in the notation {@code 1.2.840} (X.690 8.19). */
    public static byte[] oid(String dots) {
        String[] arcs = dots.split("\\.");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            long arc = Long.parseLong(arcs[i]);
            for (int shift = (63 - Long.numberOfLeadingZeros(arc | 1)) / 7 * 7; shift > 0; shift -= 7) {
                out.write((int) (arc >>> shift & 0x7f) | 0x80);
            }
            out.write((int) (arc & 0x7f));
        }
        return encode(OBJECT_IDENTIFIER, out.toByteArray());
    }

    /** The octets of a text in UCS-2, as a BMPString has them. */
    public static byte[] ucs2(String text) {
        return text.getBytes(StandardCharsets.UTF_16BE);
    }
}
