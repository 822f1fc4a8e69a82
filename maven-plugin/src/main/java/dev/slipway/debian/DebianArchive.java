package dev.slipway.debian;

import dev.slipway.problem.Problem;
import dev.slipway.problem.SafeText;
import dev.slipway.recipe.DebianSuite;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a Debian archive is. Nothing in a project names one: its packages are pinned by digest, and any archive that has them
 * will do.
 *
 * @param root ends with a slash
 */
public record DebianArchive(URI root) {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

    /**
     * The archives that a setting names, else those of the machine's APT that have a recipe's suites; each once, in order.
     *
     * @param setting {@code slipway.debianMirror}, addresses separated by commas or blanks; null or empty if it is not set
     * @throws NoDebianArchive if there is none
     */
    public static List<DebianArchive> find(@Nullable String setting, List<DebianSuite> suites, Apt apt) {
        Set<DebianArchive> found = new LinkedHashSet<>();
        if (setting != null && !setting.isBlank()) {
            for (String address : SEPARATOR.split(setting.strip(), -1)) {
                if (!address.isEmpty()) {
                    found.add(new DebianArchive(root(address)));
                }
            }
            return List.copyOf(found);
        }
        List<AptTarget> configured = configured(apt);
        for (DebianSuite suite : suites) {
            configured.stream()
                    .filter(target -> target.isOf(suite) && isUsable(target.repository()))
                    .forEach(target -> found.add(new DebianArchive(root(target.repository()))));
        }
        if (found.isEmpty()) {
            throw new NoDebianArchive("slipway.debianMirror is not set, and this machine's APT has no archive of "
                    + (suites.isEmpty() ? "Debian" : suites.get(0)) + " to take packages from");
        }
        return List.copyOf(found);
    }

    private static List<AptTarget> configured(Apt apt) {
        try {
            return apt.targets();
        } catch (Apt.AptFailed e) {
            // A machine without APT is a common one, and the sentence about the setting helps there.
            return List.of();
        }
    }

    private static boolean isUsable(String repository) {
        int colon = repository.indexOf(':');
        return colon > 0 && SCHEMES.contains(repository.substring(0, colon));
    }

    private static URI root(String text) {
        try {
            URI uri = new URI(text.endsWith("/") ? text : text + "/");
            if (uri.getHost() != null && SCHEMES.contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new NoDebianArchive("slipway.debianMirror '" + SafeText.writtenAddress(text) + "' is not an address");
        }
        throw new NoDebianArchive("slipway.debianMirror '" + SafeText.writtenAddress(text)
                + "' is not an address that begins with http:// or https://");
    }

    /** Address of a file below the archive's root. */
    URI resolve(String path) {
        return root.resolve(path);
    }

    /** Packages must be fetched, and nobody says from where. */
    static final class NoDebianArchive extends Problem {
        private static final long serialVersionUID = 1L;

        NoDebianArchive(String what) {
            super(
                    Fault.USER,
                    "Debian packages",
                    what,
                    "Run with -Dslipway.debianMirror=<address of a Debian archive>, the folder that holds pool/. Debian lists"
                            + " them on its page \"Debian worldwide mirror sites\"; several addresses are separated by commas.");
        }
    }
}
