package dev.slipway.trust.notation;

import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Who may sign: {@code x509.subject: C=DE, ST=BE, O=Corp, CN=builder}, or {@code *} for whoever the trust store vouches for
 * (Notary Project "Trusted Identities").
 *
 * @param attributes all of them must be in the certificate's subject; empty for anybody
 */
public record X509Identity(Map<String, String> attributes) {
    private static final String PREFIX = "x509.subject:";

    public X509Identity {
        attributes = Map.copyOf(attributes);
    }

    /**
     * Reads the notation of trust policies.
     *
     * @throws IllegalArgumentException with a sentence if it is not that
     */
    public static X509Identity parse(String text) {
        if (text.strip().equals("*")) {
            return new X509Identity(Map.of());
        }
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("'" + text + "' is neither '*' nor begins with '" + PREFIX + "'");
        }
        Map<String, String> attributes =
                attributes(text.substring(PREFIX.length()).strip());
        if (attributes == null) {
            throw new IllegalArgumentException("'" + text + "' is not a name, or has an attribute twice");
        }
        for (String needed : new String[] {"C", "ST", "O"}) {
            if (!attributes.containsKey(needed)) {
                // Without these, certificates of somebody else under the same root could match.
                throw new IllegalArgumentException("'" + text + "' lacks the attribute " + needed);
            }
        }
        return new X509Identity(attributes);
    }

    /** True if the certificate's subject has all the attributes. */
    boolean matches(X509Certificate certificate) {
        if (attributes.isEmpty()) {
            return true;
        }
        Map<String, String> subject =
                attributes(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253));
        return subject != null && subject.entrySet().containsAll(attributes.entrySet());
    }

    /** Null if it is not a name, or has an attribute twice. */
    private static @Nullable Map<String, String> attributes(String name) {
        Map<String, String> attributes = new TreeMap<>();
        try {
            for (Rdn rdn : new LdapName(name).getRdns()) {
                // Looked at first: of a part with nothing in it (",,") the JDK cannot tell a type.
                if (rdn.size() != 1) {
                    return null;
                }
                String type = rdn.getType().toUpperCase(Locale.ROOT);
                String value = String.valueOf(rdn.getValue());
                if (attributes.put(type.equals("S") ? "ST" : type, value) != null) {
                    return null;
                }
            }
            return attributes;
        } catch (InvalidNameException | IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return attributes.isEmpty() ? "*" : PREFIX + " " + new TreeMap<>(attributes);
    }
}
