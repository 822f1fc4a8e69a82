package dev.slipway.oci.reference;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The one spelling of a registry's host, with its port if that is not the default: lower case, one name for Docker Hub, addresses in
 * one notation. Lock, policy, credentials and mirrors compare these texts, so two spellings of one server must give one text, and
 * what could be read in two ways is refused.
 */
public final class RegistryHost {
    /** Docker Hub. */
    public static final String HUB = "docker.io";

    /** The other names under which Docker Hub answers. */
    private static final Set<String> HUB_ALIASES =
            Set.of("index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");

    /** A name in the DNS (RFC 1035, 2.3.4), a colon and a port. */
    private static final int MAX_LENGTH = 253 + 6;

    private static final int MAX_LABEL = 63;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int MAX_PORT = 65_535;

    private RegistryHost() {}

    /**
     * The one spelling.
     *
     * @param written {@code name}, {@code name:port}, {@code 127.0.0.1:port} or {@code [ipv6]:port}
     * @throws MalformedReference if it is no host, or could be read in two ways
     */
    public static String canonical(String written) {
        if (written.length() > MAX_LENGTH) {
            throw malformed(written, "is longer than " + MAX_LENGTH + " characters");
        }
        int end = written.startsWith("[") ? written.indexOf(']') + 1 : written.indexOf(':');
        String name = end <= 0 ? written : written.substring(0, end);
        String rest = written.substring(name.length());
        String host = name.startsWith("[") ? ipv6(name, written) : name(name, written);
        if (rest.isEmpty()) {
            return hub(host);
        }
        int port = port(rest, written);
        return port == (isLoopbackName(host) ? HTTP : HTTPS) ? hub(host) : host + ":" + port;
    }

    /** True if what stands in front of the first slash of a reference is a host, and not an organisation of Docker Hub. */
    public static boolean looksLikeHost(String first) {
        return first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
    }

    /** The one spelling, or empty if this is no host. */
    public static Optional<String> find(String written) {
        try {
            return Optional.of(canonical(written));
        } catch (MalformedReference e) {
            return Optional.empty();
        }
    }

    /** A canonical host without its port. */
    public static String withoutPort(String canonical) {
        int colon = canonical.lastIndexOf(':');
        return colon < 0 || canonical.endsWith("]") ? canonical : canonical.substring(0, colon);
    }

    /** True if a canonical host is this very machine: it is asked by plain HTTP, and its default port is 80. */
    public static boolean isLoopback(String canonical) {
        return isLoopbackName(withoutPort(canonical));
    }

    private static boolean isLoopbackName(String name) {
        return name.equals("localhost") || name.equals("[::1]") || name.startsWith("127.") && endsInNumber(name);
    }

    private static String hub(String host) {
        return HUB_ALIASES.contains(host) ? HUB : host;
    }

    private static int port(String rest, String written) {
        String digits = rest.substring(1);
        boolean number = rest.charAt(0) == ':'
                && !digits.isEmpty()
                && digits.length() <= 5
                && digits.chars().allMatch(RegistryHost::isDigit);
        int port = number ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > MAX_PORT || digits.startsWith("0")) {
            throw malformed(written, "has no port of 1 to 65535 after its colon");
        }
        return port;
    }

    private static String ipv6(String bracketed, String written) {
        String text = bracketed.endsWith("]") ? bracketed.substring(1, bracketed.length() - 1) : "";
        return Ipv6Address.parse(text)
                .map(Ipv6Address::host)
                .orElseThrow(() -> malformed(written, "has no IPv6 address in its brackets"));
    }

    private static String name(String name, String written) {
        if (name.endsWith(".")) {
            throw malformed(written, "ends in a dot; write it without");
        }
        String[] labels = name.split("\\.", -1);
        for (String label : labels) {
            if (!isLabel(label)) {
                throw malformed(written, "is not a registry host");
            }
        }
        if (endsInNumber(name)) {
            return ipv4(labels, written);
        }
        if (!isLetter(labels[labels.length - 1].charAt(0))) {
            throw malformed(written, "is not a registry host");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /** Then it is an address and no name, in the notation that libraries read it in (WHATWG URL, "ends in a number checker"). */
    private static boolean endsInNumber(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return last.chars().allMatch(RegistryHost::isDigit)
                || last.regionMatches(true, 0, "0x", 0, 2)
                        && last.substring(2).chars().allMatch(RegistryHost::isHex);
    }

    private static String ipv4(String[] parts, String written) {
        boolean sound = parts.length == 4;
        for (String part : parts) {
            // A zero in front is octal for some programs and nothing for others, so it would be two servers.
            sound = sound
                    && part.chars().allMatch(RegistryHost::isDigit)
                    && part.length() <= 3
                    && Integer.parseInt(part) <= 255
                    && (part.length() == 1 || !part.startsWith("0"));
        }
        if (!sound) {
            throw malformed(
                    written, "is an address in a notation that programs read differently; write it like 127.0.0.1");
        }
        return String.join(".", parts);
    }

    /** RFC 1123, 2.1. */
    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= MAX_LABEL
                && label.chars().allMatch(c -> isLetter(c) || isDigit(c) || c == '-')
                && !label.startsWith("-")
                && !label.endsWith("-");
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHex(int c) {
        return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    private static MalformedReference malformed(String written, String what) {
        return new MalformedReference(written, "'" + MalformedReference.shortened(written) + "' " + what);
    }
}
