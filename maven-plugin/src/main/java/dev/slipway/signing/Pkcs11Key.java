package dev.slipway.signing;

import dev.slipway.problem.Problem;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A key on a token, named by a URI (RFC 7512): {@code pkcs11:object=NAME;slot-id=N?module-path=LIBRARY}. */
final class Pkcs11Key {
    static final String SCHEME = "pkcs11:";

    private static final String MODULE = "module-path";
    private static final String OBJECT = "object";
    private static final String SLOT = "slot-id";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
    private static final String GRAMMAR = "Write pkcs11:object=NAME?module-path=LIBRARY, with ;slot-id=N after the "
            + "name where the token is not in the first slot.";

    private Pkcs11Key() {}

    /** @throws Problem if the URI is none, or the token does not give the key */
    static JdkKey open(String uri, Secret pin) {
        Map<String, String> parts = parse(uri);
        String where = SigningSettings.KEY + " " + SCHEME + OBJECT + "=" + parts.get(OBJECT);
        try {
            Provider provider = Security.getProvider("SunPKCS11");
            if (provider == null) {
                throw Problem.environment(
                        where, "this JDK has no SunPKCS11", "Use a JDK with the module jdk.crypto.cryptoki.");
            }
            KeyStore store = KeyStore.getInstance("PKCS11", provider.configure(configuration(parts)));
            store.load(null, pin.chars());
            return JdkKey.of(store, parts.get(OBJECT), Secret.NONE, where);
        } catch (IOException | GeneralSecurityException | ProviderException | InvalidParameterException e) {
            // The last of them is for what SunPKCS11 does not like in its configuration, such as a relative path.
            throw Problem.environment(
                    where,
                    "the token cannot be opened: " + reason(e),
                    "Look whether the library, with its whole path, and the slot are right. The PIN is the password of the"
                            + " server in settings.xml that " + SigningSettings.KEY_SERVER + " names.",
                    e);
        }
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause();
        return e instanceof InvalidParameterException && cause != null
                ? String.valueOf(cause.getMessage())
                : String.valueOf(e.getMessage());
    }

    /** The settings of SunPKCS11, in the line that stands for a file. */
    private static String configuration(Map<String, String> parts) {
        String slot = parts.containsKey(SLOT) ? "slot = " + parts.get(SLOT) : "slotListIndex = 0";
        // A backslash, which separates folders on Windows, begins an escape there.
        String library = String.valueOf(parts.get(MODULE)).replace("\\", "\\\\");
        return "--name = slipway\nlibrary = \"" + library + "\"\n" + slot + "\n";
    }

    private static Map<String, String> parse(String uri) {
        Map<String, String> parts = new TreeMap<>();
        for (String part : uri.substring(SCHEME.length()).split("[;?&]")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals), decoded(part.substring(equals + 1)));
            }
        }
        boolean clean = parts.values().stream()
                .noneMatch(value -> value.chars().anyMatch(c -> Character.isISOControl(c) || c == '"'));
        boolean known = parts.keySet().stream()
                .allMatch(key -> Map.of(MODULE, "", OBJECT, "", SLOT, "").containsKey(key));
        if (!clean
                || !known
                || !parts.containsKey(MODULE)
                || !parts.containsKey(OBJECT)
                || !NUMBER.matcher(parts.getOrDefault(SLOT, "0")).matches()) {
            throw Problem.user(SigningSettings.KEY, "this is no pkcs11: URI that names a key and a library", GRAMMAR);
        }
        return parts;
    }

    private static String decoded(String text) {
        try {
            // A plus sign is itself in such a URI.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.user(SigningSettings.KEY, "the URI has a % that is followed by no hex digits", GRAMMAR);
        }
    }
}
