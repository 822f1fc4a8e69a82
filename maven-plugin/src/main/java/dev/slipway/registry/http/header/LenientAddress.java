package dev.slipway.registry.http.header;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Addresses as servers write them. Some leave characters as they are that RFC 3986 wants encoded, such as {@code |} and blanks; browsers
 * and other clients encode them and go on, and so does this.
 */
public final class LenientAddress {
    /** What a URI may hold without being encoded (RFC 3986 2.2, 2.3), and the percent sign, which is looked at apart. */
    private static final String ALLOWED = "-._~:/?#@!$&'()*+,;=%";

    /** Servers and proxies refuse longer ones. */
    private static final int MAX_CHARS = 8 << 10;

    private LenientAddress() {}

    /**
     * The address that a text means where another address was asked (RFC 3986 5.2).
     *
     * @throws URISyntaxException if it is none
     */
    public static URI resolve(URI base, String text) throws URISyntaxException {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > MAX_CHARS) {
            throw new URISyntaxException("", "no address");
        }
        String encoded = encode(stripped);
        if (encoded.startsWith("?")) {
            // The JDK follows RFC 2396 here and would drop the last segment of the path.
            return new URI(base.getScheme() + "://" + base.getRawAuthority() + base.getRawPath() + encoded);
        }
        return base.resolve(new URI(encoded));
    }

    /** The same address, less user and password: they are shown to nobody by accident. */
    public static URI withoutUserInfo(URI address) {
        String text = address.toString();
        String userInfo = address.getRawUserInfo();
        return userInfo == null ? address : URI.create(text.replaceFirst(Pattern.quote(userInfo + "@"), ""));
    }

    /** @param text as the JDK gives headers: a byte a character, so that UTF-8 comes out right */
    private static String encode(String text) {
        int path = startOfPath(text);
        StringBuilder encoded = new StringBuilder(text.substring(0, path));
        for (int i = path; i < text.length(); i++) {
            char each = text.charAt(i);
            boolean percent = each == '%' && !isEncoded(text, i);
            if (isAllowed(each) && !percent) {
                encoded.append(each);
            } else {
                byte[] bytes = each <= 0xff
                        ? new byte[] {(byte) each}
                        : String.valueOf(each).getBytes(StandardCharsets.UTF_8);
                for (byte octet : bytes) {
                    encoded.append(String.format(Locale.ROOT, "%%%02X", octet));
                }
            }
        }
        return encoded.toString();
    }

    /** Host and port stay as they are: what is wrong there is no other spelling of the same server. */
    private static int startOfPath(String text) {
        int scheme = text.indexOf("://");
        if (scheme < 0 || text.indexOf('/') < scheme) {
            return 0;
        }
        int start = scheme + 3;
        while (start < text.length() && "/?#".indexOf(text.charAt(start)) < 0) {
            start++;
        }
        return start;
    }

    private static boolean isAllowed(char each) {
        return (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (each >= '0' && each <= '9')
                || ALLOWED.indexOf(each) >= 0;
    }

    private static boolean isEncoded(String text, int percent) {
        return percent + 2 < text.length()
                && Character.digit(text.charAt(percent + 1), 16) >= 0
                && Character.digit(text.charAt(percent + 2), 16) >= 0;
    }
}
