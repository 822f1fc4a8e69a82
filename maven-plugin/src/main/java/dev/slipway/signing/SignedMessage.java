package dev.slipway.signing;

import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.crypto.Der;
import dev.slipway.trust.crypto.Hash;
import dev.slipway.trust.crypto.SignatureScheme;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A PKCS#7 message with one signature of RSA (RFC 2315 9; Microsoft, "Windows Authenticode Portable Executable Signature Format"). Whom the
 * firmware trusts is for the firmware to say; that the message holds together is said here.
 *
 * @param where names the message
 */
record SignedMessage(byte[] pkcs7, String where) {
    private static final int CONTEXT_0 = 0xa0;
    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    private static final String SPC_INDIRECT_DATA = "1.3.6.1.4.1.311.2.1.4";
    private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";

    /**
     * Refuses a message that is not about an image, or whose signature is not that of a certificate in it over the content in it.
     *
     * @param image hash of the image
     * @throws Problem if it is not
     */
    void requireSigns(Digest image) {
        List<Der> message = Der.parse(pkcs7, where).expect(Der.SEQUENCE).children();
        if (message.isEmpty() || !message.get(0).is(Der.OID) || !isSignedData(message)) {
            throw isNone();
        }
        List<Der> signedData = message.get(1).expect(CONTEXT_0).only().sequence(4);
        List<Der> typeAndContent = signedData.get(2).sequence(2);
        if (!typeAndContent.get(0).oid().equals(SPC_INDIRECT_DATA)) {
            throw isNone();
        }
        Der content = typeAndContent.get(1).expect(CONTEXT_0).only();
        requireIsOf(image, content);
        requireSigned(signedData, content);
    }

    private static boolean isSignedData(List<Der> message) {
        return message.size() == 2 && message.get(0).oid().equals(SIGNED_DATA);
    }

    /** SpcIndirectDataContent: what kind of file it is, and a DigestInfo, which has to be that of the image and nothing else. */
    private void requireIsOf(Digest image, Der content) {
        List<Der> digestInfo = content.sequence(2).get(1).sequence(2);
        Hash hash = Hash.ofOid(digestInfo.get(0).sequence(1).get(0).oid(), where);
        byte[] expected = HexFormat.of().parseHex(image.hex());
        if (hash != Hash.SHA256 || !Arrays.equals(digestInfo.get(1).octets(), expected)) {
            throw Problem.user(
                    where,
                    "it signs another image than this one, whose hash is " + image,
                    "Build without the signature, sign what is built, and build again from the same inputs.");
        }
    }

    private void requireSigned(List<Der> signedData, Der content) {
        Der certificates = signedData.get(3).expect(CONTEXT_0);
        List<Der> signer =
                signedData.get(signedData.size() - 1).expect(Der.SET).only().sequence(6);
        X509Certificate certificate = signingCertificate(certificates, signer.get(1));
        Hash hash = Hash.ofOid(signer.get(2).sequence(1).get(0).oid(), where);
        Der attributes = signer.get(3).expect(CONTEXT_0);
        if (!attribute(attributes, CONTENT_TYPE).oid().equals(SPC_INDIRECT_DATA)) {
            throw broken("it signs another type of content than the one it has");
        }
        // The digest leaves out the content's tag and length.
        if (!Arrays.equals(attribute(attributes, MESSAGE_DIGEST).octets(), hash.of(content.content()))) {
            throw broken("the digest that it signs is not that of what it says of the image");
        }
        // The attributes are signed as the SET that they are, not with the tag that they are sent under.
        byte[] signed = attributes.encoded();
        signed[0] = Der.SET;
        if (!SignatureScheme.rsaPkcs1(hash)
                .verifies(certificate.getPublicKey(), signed, signer.get(5).octets())) {
            throw broken("its signature is not that of its certificate, " + certificate.getSubjectX500Principal());
        }
    }

    private X509Certificate signingCertificate(Der certificates, Der issuerAndSerial) {
        List<Der> name = issuerAndSerial.sequence(2);
        for (Der each : certificates.children()) {
            X509Certificate certificate = Certificates.ofDer(each.encoded(), where);
            if (certificate.getSerialNumber().equals(name.get(1).integer())
                    && Arrays.equals(
                            certificate.getIssuerX500Principal().getEncoded(),
                            name.get(0).encoded())) {
                return certificate;
            }
        }
        throw broken("the certificate of its signature is not in it");
    }

    /** The value of an attribute, which there must be once: of two, one program would take the first, another one the last. */
    private Der attribute(Der attributes, String type) {
        List<List<Der>> found = attributes.children().stream()
                .map(attribute -> attribute.sequence(2))
                .filter(typeAndValues -> typeAndValues.get(0).oid().equals(type))
                .toList();
        if (found.size() != 1) {
            throw broken("it signs " + found.size() + " attributes of the type " + type + ", and one belongs there");
        }
        return found.get(0).get(1).expect(Der.SET).only();
    }

    private Problem isNone() {
        return Problem.user(
                where,
                "this is no Authenticode signature",
                "Sign the unsigned image: sbsign --detached, or osslsigncode extract-signature of a signed one.");
    }

    private Problem broken(String what) {
        return Problem.user(where, what, "Sign the unsigned image again: sbsign --detached.");
    }
}
