package dev.slipway.trust.crypto;

import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A time-stamp token (RFC 3161 2.4.2): an authority's word that some bytes existed at a time. */
public final class TimestampToken {
    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    private static final String TST_INFO = "1.2.840.113549.1.9.16.1.4";
    private static final int EXPLICIT_0 = 0xa0;
    private static final int MAX_BYTES = 1 << 17;
    private static final int MAX_CERTIFICATES = 16;
    private static final int GRANTED_WITH_MODS = 1;

    private final String where;
    private final byte[] content;
    private final List<X509Certificate> certificates = new ArrayList<>();
    private final CmsSigner signer;
    private final Hash imprintHash;
    private final byte[] imprint;
    private final Instant time;

    private TimestampToken(Der contentInfo, String where) {
        this.where = where;
        List<Der> outer = contentInfo.sequence(2);
        if (!outer.get(0).oid().equals(SIGNED_DATA)) {
            throw contentInfo.malformed("is not signed data");
        }
        List<Der> signedData = outer.get(1).expect(EXPLICIT_0).only().sequence(4);
        List<Der> encapsulated = signedData.get(2).sequence(2);
        if (!encapsulated.get(0).oid().equals(TST_INFO)) {
            throw contentInfo.malformed("holds no time-stamp");
        }
        content = encapsulated.get(1).expect(EXPLICIT_0).only().octets();
        readCertificates(signedData.subList(3, signedData.size() - 1));
        signer = new CmsSigner(
                signedData.get(signedData.size() - 1).expect(Der.SET).only(), where);

        // TSTInfo: version, policy, messageImprint, serialNumber, genTime, ...
        List<Der> info = Der.parse(content, where).sequence(5);
        if (info.get(0).smallInteger() != 1) {
            throw contentInfo.malformed("is a time-stamp of an unknown version");
        }
        info.get(1).oid();
        List<Der> messageImprint = info.get(2).sequence(2);
        imprintHash = Hash.ofOid(messageImprint.get(0).sequence(1).get(0).oid(), where);
        imprint = messageImprint.get(1).octets();
        info.get(3).integer();
        time = info.get(4).time();
    }

    /** From a TimeStampToken, which is a ContentInfo. */
    public static TimestampToken of(byte[] der, String where) {
        return new TimestampToken(parse(der, where), where);
    }

    /** From a TimeStampResp that granted a token (RFC 3161 2.4.2). */
    public static TimestampToken ofResponse(byte[] der, String where) {
        List<Der> response = parse(der, where).sequence(1);
        int status = response.get(0).sequence(1).get(0).smallInteger();
        if (status > GRANTED_WITH_MODS || response.size() != 2) {
            throw new Rejected(Reason.TIMESTAMP_INVALID, where, "was not granted by the authority: status " + status);
        }
        return new TimestampToken(response.get(1), where);
    }

    private static Der parse(byte[] der, String where) {
        if (der.length > MAX_BYTES) {
            throw new Rejected(Reason.TOO_LARGE, where, "is longer than " + MAX_BYTES + " bytes");
        }
        return Der.parse(der, where);
    }

    private void readCertificates(List<Der> optional) {
        for (Der field : optional) {
            if (!field.is(EXPLICIT_0)) {
                continue;
            }
            List<Der> all = field.children();
            if (all.size() > MAX_CERTIFICATES) {
                throw new Rejected(Reason.TOO_LARGE, where, "carries more than " + MAX_CERTIFICATES + " certificates");
            }
            all.forEach(der -> certificates.add(Certificates.ofDer(der.encoded(), where)));
        }
    }

    /** The time it claims; believe it only after {@link #verify}. */
    public Instant time() {
        return time;
    }

    /**
     * Checks that it is the word of this authority over these bytes.
     *
     * @param stamped the bytes whose time is asked for
     * @param trusted certificates of the authority, in any order: roots, and perhaps intermediates and its own
     * @param roots the ones among them that chains may end at
     * @return the time
     * @throws Rejected if it is not
     */
    public Instant verify(byte[] stamped, Collection<X509Certificate> trusted, Collection<X509Certificate> roots) {
        if (!Arrays.equals(imprint, imprintHash.of(stamped))) {
            throw new Rejected(Reason.TIMESTAMP_INVALID, where, "is for other bytes");
        }
        X509Certificate authority = signingCertificate(trusted);
        checkPurpose(authority);
        List<X509Certificate> intermediates = new ArrayList<>(trusted);
        intermediates.addAll(certificates);
        new CertificatePath(where, intermediates).validate(authority, roots, time);
        signer.verify(authority, TST_INFO, content);
        return time;
    }

    private X509Certificate signingCertificate(Collection<X509Certificate> trusted) {
        List<X509Certificate> leaves =
                trusted.stream().filter(c -> !Certificates.isAuthority(c)).toList();
        // An authority that is pinned by its own certificate is that one, whatever the token carries.
        List<X509Certificate> candidates = leaves.isEmpty() ? certificates : leaves;
        return candidates.stream()
                .filter(signer::isBy)
                .findFirst()
                .orElseThrow(() -> new Rejected(
                        Reason.CERTIFICATE_UNTRUSTED, where, "was not made by a trusted time-stamping authority"));
    }

    /** RFC 3161 2.3: the key is for this alone, and the extension says so critically. */
    private void checkPurpose(X509Certificate authority) {
        if (!Certificates.extendedKeyUsage(authority, where).equals(List.of(Certificates.TIME_STAMPING))
                || !Certificates.hasCriticalExtendedKeyUsage(authority)
                || Certificates.isAuthority(authority)) {
            throw new Rejected(
                    Reason.CERTIFICATE_UNFIT,
                    where,
                    "was made with the certificate '"
                            + authority.getSubjectX500Principal().getName()
                            + "', which is not for time-stamping alone");
        }
    }
}
