package dev.slipway.trust.notary;

import dev.slipway.trust.crypto.CertificatePath;
import dev.slipway.trust.crypto.Certificates;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * Where trust in a root comes from when none was seen before (notary {@code trustpinning}): named certificates, then named
 * authorities, then, only where the rule allows it, the first root that comes.
 */
final class RootPinning {
    private final NotaryRule rule;
    private final String gun;
    private final Clock clock;

    RootPinning(NotaryRule rule, String gun, Clock clock) {
        this.rule = rule;
        this.gun = gun;
        this.clock = clock;
    }

    /** @throws Rejected unless this root is one to begin with */
    void require(RootMetadata root) {
        List<TufKey> trusted = new ArrayList<>();
        for (TufKey key : root.root().keys()) {
            if (isForRepository(key) && isPinned(key)) {
                trusted.add(key);
            }
        }
        if (trusted.isEmpty()) {
            throw new Rejected(
                    Reason.ROOT_NOT_PINNED,
                    root.metadata().where(),
                    "has the root keys "
                            + root.root().keys().stream().map(TufKey::id).toList() + " for " + gun
                            + ", none of which the rule trusts");
        }
        // The trusted keys alone must be enough to sign it, and its own rules must be met, too.
        new Role("root", trusted, 1).requireSigned(root.metadata());
        root.root().requireSigned(root.metadata());
    }

    /** Root keys are certificates, made out to the repository and in their time. */
    void requireCertificates(RootMetadata root) {
        if (root.root().keys().stream().noneMatch(this::isForRepository)) {
            throw new Rejected(
                    Reason.CERTIFICATE_UNFIT,
                    root.metadata().where(),
                    "has no root certificate that is made out to " + gun + " and valid now");
        }
    }

    private boolean isForRepository(TufKey key) {
        // One signer, and after it nothing but its issuers: else it would be open which certificate the key is.
        return !key.certificates().isEmpty()
                && !Certificates.isAuthority(key.certificates().get(0))
                && key.certificates().stream().skip(1).allMatch(Certificates::isAuthority)
                && Certificates.isValidAt(key.certificates().get(0), clock.instant())
                && names(key.certificates().get(0));
    }

    private boolean names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            for (Rdn rdn : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (rdn.size() > 0 && rdn.getType().equalsIgnoreCase("CN")) {
                    names.add(String.valueOf(rdn.getValue()));
                }
            }
        } catch (InvalidNameException | IllegalArgumentException e) {
            return false;
        }
        if (names.size() != 1) {
            return false;
        }
        String name = names.get(0);
        return name.equals(gun) || (name.endsWith("/*") && gun.startsWith(name.substring(0, name.length() - 1)));
    }

    private boolean isPinned(TufKey key) {
        if (!rule.rootCertificates().isEmpty()) {
            return rule.rootCertificates().contains(key.id());
        }
        if (!rule.authorities().isEmpty()) {
            return isIssued(key);
        }
        return rule.trustOnFirstUse();
    }

    private boolean isIssued(TufKey key) {
        try {
            new CertificatePath("root certificate", key.certificates())
                    .validate(key.certificates().get(0), rule.authorities(), clock.instant());
            return true;
        } catch (Rejected e) {
            return false;
        }
    }
}
