package dev.slipway.debian;

import dev.slipway.problem.Problem;
import dev.slipway.problem.SafeText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a Debian archive is. Nothing in a project names one: its packages are pinned by digest, and any archive that has them
 * will do.
 *
 * @param root ends with a slash
 */
public record DebianArchive(URI root) {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /**
     * The archive that a setting names, else the first one of the machine's APT that has a release.
     *
     * @param setting {@code slipway.debianMirror}, null or empty if it is not set
     * @param suite the release, {@code bookworm}
     * @throws NoDebianArchive if there is neither
     */
    public static DebianArchive find(@Nullable String setting, String suite, Apt apt) {
        if (setting != null && !setting.isBlank()) {
            return new DebianArchive(root(setting.strip()));
        }
        return configured(apt).stream()
                .filter(target -> target.isMainArchiveOf(suite))
                .map(AptTarget::repository)
                .filter(DebianArchive::isUsable)
                .findFirst()
                .map(repository -> new DebianArchive(root(repository)))
                .orElseThrow(() ->
                        new NoDebianArchive("slipway.debianMirror is not set, and this machine's APT has no archive of "
                                + suite + " to take packages from"));
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
                    "Run with -Dslipway.debianMirror=<address of a Debian archive>, the folder that holds pool/.");
        }
    }
}
