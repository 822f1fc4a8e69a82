package dev.slipway.oci.reference;

/**
 * The path of a repository in its registry (OCI distribution-spec, "Pulling manifests"): components of lower-case letters and digits,
 * joined by slashes, with {@code .}, {@code _}, {@code __} or hyphens inside. A loop and no regular expression: theirs call themselves
 * once for every component.
 */
final class RepositoryName {
    /** The limit of registries, and of what they keep names in (OCI distribution-spec, "Pulling manifests"). */
    static final int MAX_LENGTH = 255;

    private RepositoryName() {}

    static boolean isValid(String name) {
        int at = 0;
        while (true) {
            int end = component(name, at);
            if (end == at) {
                return false;
            }
            if (end == name.length()) {
                return true;
            }
            if (name.charAt(end) != '/') {
                return false;
            }
            at = end + 1;
        }
    }

    /** The end of the component that begins here; its own begin if none does. */
    private static int component(String name, int begin) {
        int end = begin;
        while (true) {
            int letters = end;
            while (letters < name.length() && isAlphanumeric(name.charAt(letters))) {
                letters++;
            }
            if (letters == end) {
                // Nothing behind a separator, or nothing at all.
                return begin;
            }
            int separator = separator(name, letters);
            if (separator == letters) {
                return letters;
            }
            end = separator;
        }
    }

    private static int separator(String name, int begin) {
        int end = begin;
        while (end < name.length() && name.charAt(end) == '-') {
            end++;
        }
        if (end > begin) {
            return end;
        }
        if (name.startsWith("__", begin)) {
            return begin + 2;
        }
        return name.startsWith(".", begin) || name.startsWith("_", begin) ? begin + 1 : begin;
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }
}
