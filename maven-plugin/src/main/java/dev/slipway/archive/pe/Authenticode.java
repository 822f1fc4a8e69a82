package dev.slipway.archive.pe;

import static dev.slipway.der.DerWriter.context;
import static dev.slipway.der.DerWriter.encode;
import static dev.slipway.der.DerWriter.integer;
import static dev.slipway.der.DerWriter.nothing;
import static dev.slipway.der.DerWriter.octets;
import static dev.slipway.der.DerWriter.oid;
import static dev.slipway.der.DerWriter.sequence;
import static dev.slipway.der.DerWriter.setOf;
import static dev.slipway.der.DerWriter.sorted;
import static dev.slipway.der.DerWriter.ucs2;

import dev.slipway.content.Digest;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/**
 * Signatures of PE files: PKCS#7 messages about their hash (Microsoft, "Windows Authenticode Portable Executable Signature Format"; RFC
 * 2315). Without a time, so that the same key gives the same bytes.
 */
public final class Authenticode {
    private static final BigInteger VERSION_1 = BigInteger.ONE;
    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    private static final String SPC_INDIRECT_DATA = "1.3.6.1.4.1.311.2.1.4";
    private static final String SPC_PE_IMAGE_DATA = "1.3.6.1.4.1.311.2.1.15";
    private static final String SHA256 = "2.16.840.1.101.3.4.2.1";
    private static final String RSA = "1.2.840.113549.1.1.1";
    private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    private static final int BMP_STRING_0 = 0x80;
    /** What stands here is obsolete, and says so (section "SpcPeImageData"). */
    private static final String OBSOLETE = "<<<Obsolete>>>";

    private Authenticode() {}

    /** A message that signs an image of this hash. */
    public static byte[] sign(Digest hash, SigningKey key) {
        byte[] indirect = indirectData(hash);
        byte[] attributes = setOf(attributes(indirect));
        byte[] signature = key.sign(attributes);
        byte[] signedData = sequence(
                integer(VERSION_1),
                setOf(List.of(sequence(oid(SHA256)))),
                sequence(oid(SPC_INDIRECT_DATA), context(0, sequence(indirect))),
                context(
                        0,
                        sorted(key.certificates().stream()
                                .map(Authenticode::encoded)
                                .toList())),
                setOf(List.of(signerInfo(key.certificates().get(0), indirect, signature))));
        return sequence(oid(SIGNED_DATA), context(0, signedData));
    }

    /** The octets inside of SpcIndirectDataContent: its digest leaves out the tag and the length. */
    private static byte[] indirectData(Digest hash) {
        byte[] file = context(0, context(2, encode(BMP_STRING_0, ucs2(OBSOLETE))));
        byte[] noFlags = {0x03, 0x01, 0x00};
        byte[] image = sequence(oid(SPC_PE_IMAGE_DATA), sequence(noFlags, file));
        byte[] digest = digestInfo(hash);
        byte[] both = new byte[image.length + digest.length];
        System.arraycopy(image, 0, both, 0, image.length);
        System.arraycopy(digest, 0, both, image.length, digest.length);
        return both;
    }

    private static byte[] digestInfo(Digest hash) {
        return sequence(sequence(oid(SHA256), nothing()), octets(HexFormat.of().parseHex(hash.hex())));
    }

    private static List<byte[]> attributes(byte[] indirect) {
        byte[] digest = HexFormat.of().parseHex(Digest.of(indirect).hex());
        return List.of(
                sequence(oid(CONTENT_TYPE), setOf(List.of(oid(SPC_INDIRECT_DATA)))),
                sequence(oid(MESSAGE_DIGEST), setOf(List.of(octets(digest)))));
    }

    private static byte[] signerInfo(X509Certificate certificate, byte[] indirect, byte[] signature) {
        return sequence(
                integer(VERSION_1),
                sequence(certificate.getIssuerX500Principal().getEncoded(), integer(certificate.getSerialNumber())),
                sequence(oid(SHA256)),
                context(0, sorted(attributes(indirect))),
                sequence(oid(RSA), nothing()),
                octets(signature));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has an encoding", e);
        }
    }
}
