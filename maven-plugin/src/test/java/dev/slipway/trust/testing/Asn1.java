package dev.slipway.trust.testing;

import dev.slipway.trust.crypto.Der;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Encoding ASN.1 in tests. */
final class Asn1 {
    static final byte[] NULL = {5, 0};

    private Asn1() {}

    static byte[] seq(byte[]... parts) {
        return Der.encode(Der.SEQUENCE, parts);
    }

    static byte[] set(byte[]... parts) {
        return Der.encode(Der.SET, parts);
    }

    static byte[] explicit(int number, byte[] value) {
        return Der.encode(0xa0 | number, value);
    }

    static byte[] integer(long value) {
        return Der.encode(Der.INTEGER, BigInteger.valueOf(value).toByteArray());
    }

    static byte[] octets(byte[] value) {
        return Der.encode(Der.OCTET_STRING, value);
    }

    static byte[] bits(byte[] value) {
        return Der.encode(Der.BIT_STRING, new byte[] {0}, value);
    }

    static byte[] utf8(String text) {
        return Der.encode(Der.UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] bool(boolean value) {
        return Der.encode(Der.BOOLEAN, new byte[] {(byte) (value ? 0xff : 0)});
    }

    static byte[] time(Instant time) {
        String text = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(time);
        return Der.encode(0x18, text.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] oid(String dots) {
        String[] arcs = dots.split("\\.");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        arc(out, Long.parseLong(arcs[0]) * 40 + Long.parseLong(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            arc(out, Long.parseLong(arcs[i]));
        }
        return Der.encode(Der.OID, out.toByteArray());
    }

    private static void arc(ByteArrayOutputStream out, long value) {
        int groups = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
        for (int i = groups - 1; i >= 0; i--) {
            out.write((int) (value >>> 7 * i & 0x7f) | (i == 0 ? 0 : 0x80));
        }
    }
}
