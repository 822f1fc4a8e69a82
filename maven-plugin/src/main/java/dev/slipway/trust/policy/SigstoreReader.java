package dev.slipway.trust.policy;

import dev.slipway.problem.Problem;
import dev.slipway.trust.cosign.RepositoryBinding;
import dev.slipway.trust.cosign.SigstoreRule;
import dev.slipway.trust.sigstore.ExpectedSigner;
import dev.slipway.trust.sigstore.Identity;
import dev.slipway.trust.sigstore.TrustedRoot;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads {@code sigstore-key} and {@code sigstore-keyless}. */
final class SigstoreReader {
    private static final String PUBLIC_GOOD = "public-good";
    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,4})d");
    private static final Map<String, SigstoreRule.Format> FORMATS = Map.of(
            "any", SigstoreRule.Format.ANY,
            "legacy", SigstoreRule.Format.LEGACY,
            "bundle", SigstoreRule.Format.BUNDLE);
    private static final Map<String, Boolean> TLOG = Map.of("optional", false, "required", true);
    private static final Map<String, RepositoryBinding.Mode> BINDINGS = Map.of(
            "repository", RepositoryBinding.Mode.REPOSITORY,
            "exact", RepositoryBinding.Mode.EXACT,
            "any", RepositoryBinding.Mode.ANY);

    private final PolicyFiles files;
    private final Map<String, TrustedRoot> roots;
    private final Map<String, PublicKey> keys;
    private boolean usesBuiltInRoot;

    SigstoreReader(PolicyFiles files, Map<String, TrustedRoot> roots, Map<String, PublicKey> keys) {
        this.files = files;
        this.roots = Map.copyOf(roots);
        this.keys = Map.copyOf(keys);
    }

    /** True if certificates of the public instance were asked for, by the plugin's own root. */
    boolean usesBuiltInRoot() {
        return usesBuiltInRoot;
    }

    Requirement.@Nullable Sigstore key(ObjectReader reader) {
        ValueReader names =
                reader.about("Names of keys from 'keys' at the top.").required("keys");
        List<PublicKey> trusted =
                names == null ? null : names.list(name -> name.parsed(text -> named(keys, text, "key")));
        Boolean logNeeded = reader.about("Whether an entry in the transparency log is required; default: optional.")
                .oneOf("tlog", TLOG);
        RepositoryBinding.Mode binding = reader.about(
                        "How much of the image's name the signature must state: the repository, the exact name with its tag, or any; default: repository.")
                .oneOf("identity", BINDINGS);
        Long threshold = reader.about("How many different keys must have signed; default: 1.")
                .integer("threshold", 1, 100);
        Common common = common(reader);
        if (trusted == null || common == null) {
            return null;
        }
        long needed = threshold == null ? 1 : threshold;
        if (trusted.stream().distinct().count() < needed) {
            reader.refuse(
                    "there are fewer different keys than the threshold of " + needed, "Name more keys, or lower it");
            return null;
        }
        return new Requirement.Sigstore(new SigstoreRule(
                "sigstore-key",
                common.root(),
                new ExpectedSigner.Keyed(trusted, logNeeded != null && logNeeded),
                (int) needed,
                common.format(),
                binding == null ? RepositoryBinding.Mode.REPOSITORY : binding,
                common.maxAge()));
    }

    Requirement.@Nullable Sigstore keyless(ObjectReader reader) {
        String issuer = reader.about(
                        "Issuer of the signer's identity, such as https://token.actions.githubusercontent.com.")
                .requiredText("issuer");
        String exact = reader.about("The signer's identity, exactly: an e-mail address or the address of a workflow.")
                .text("identity");
        Pattern pattern = reader.about("Regular expression that the whole identity must match.")
                .parsed("identity-regex", SigstoreReader::pattern);
        Common common = common(reader);
        boolean named = (exact != null && !exact.isBlank()) || pattern != null;
        if ((exact == null) == (pattern == null) || !named || (issuer != null && issuer.isBlank())) {
            reader.refuse(
                    "a signer needs an issuer and exactly one of 'identity' and 'identity-regex'",
                    "Write who signs, such as identity: https://..; without it, any signature would do");
            return null;
        }
        if (issuer == null || common == null) {
            return null;
        }
        usesBuiltInRoot |= common.root() == files.builtIn();
        Identity identity =
                exact != null ? Identity.exactly(issuer, exact) : new Identity(issuer, Objects.requireNonNull(pattern));
        return new Requirement.Sigstore(new SigstoreRule(
                "sigstore-keyless",
                common.root(),
                new ExpectedSigner.Keyless(List.of(identity)),
                1,
                common.format(),
                RepositoryBinding.Mode.REPOSITORY,
                common.maxAge()));
    }

    private record Common(TrustedRoot root, SigstoreRule.Format format, @Nullable Duration maxAge) {}

    private @Nullable Common common(ObjectReader reader) {
        ValueReader rootName = reader.about("Name of a trusted root from 'roots' at the top; default: public-good.")
                .value("root");
        TrustedRoot root = rootName == null
                ? roots.getOrDefault(PUBLIC_GOOD, files.builtIn())
                : rootName.parsed(text -> root(text));
        SigstoreRule.Format format = reader.about(
                        "Form of the signatures: tags that end in .sig (legacy), bundles, or any; default: any.")
                .oneOf("format", FORMATS);
        Duration maxAge = reader.about("Largest age of a signature in days, such as 400d; default: any.")
                .parsed("max-age", SigstoreReader::days);
        return root == null ? null : new Common(root, format == null ? SigstoreRule.Format.ANY : format, maxAge);
    }

    private TrustedRoot root(String name) {
        return name.equals(PUBLIC_GOOD) && !roots.containsKey(name)
                ? files.builtIn()
                : named(roots, name, "trusted root");
    }

    private static <T> T named(Map<String, T> all, String name, String kind) {
        T value = all.get(name);
        if (value == null) {
            throw Problem.user(
                    PolicyReader.WHERE,
                    "there is no " + kind + " '" + name + "'",
                    "Define it under '" + (kind.equals("key") ? "keys" : "roots") + "', or correct the name");
        }
        return value;
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw Problem.user(
                    PolicyReader.WHERE,
                    "'" + text + "' is not a regular expression: " + e.getDescription(),
                    "Correct it");
        }
    }

    private static Duration days(String text) {
        Matcher matcher = DAYS.matcher(text);
        if (!matcher.matches()) {
            throw Problem.user(
                    PolicyReader.WHERE, "'" + text + "' is not a number of days", "Write days with a d, such as 400d");
        }
        return Duration.ofDays(Long.parseLong(matcher.group(1)));
    }
}
