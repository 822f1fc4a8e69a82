package dev.slipway.trust.policy;

import dev.slipway.content.Digest;
import dev.slipway.problem.Place;
import dev.slipway.trust.cosign.AttestationRule;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.Schema;
import dev.slipway.yaml.ValueReader;
import dev.slipway.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code trust-policy.yml}. */
final class PolicyReader {
    /** Where a fault of the policy lies that has no line. */
    static final String WHERE = "trust policy";

    private static final Map<String, DefaultRule> DEFAULTS = Map.of(
            "accept", DefaultRule.ACCEPT,
            "listed", DefaultRule.LISTED,
            "pinned", DefaultRule.PINNED,
            "reject", DefaultRule.REJECT);
    private static final Map<String, Boolean> LISTED = Map.of("signed", false, "pinned", true);
    private static final Map<String, Boolean> LOCK = Map.of("enforce", true);
    private static final Map<String, Rule.Level> LEVELS =
            Map.of("index", Rule.Level.INDEX, "platform", Rule.Level.PLATFORM, "either", Rule.Level.EITHER);

    private final PolicyFiles files;

    PolicyReader(Function<String, byte[]> files) {
        this.files = new PolicyFiles(files);
    }

    Policy read(String text, String file) {
        Policy policy = Yaml.read(text, file, this::policy);
        String everything = Digest.of(text.getBytes(StandardCharsets.UTF_8)) + "\n" + files.digests();
        String sha256 = Digest.of(everything.getBytes(StandardCharsets.UTF_8)).hex();
        return new Policy(
                policy.byDefault(), policy.listedMayBePinned(), policy.rules(), policy.usesBuiltInRoot(), sha256);
    }

    String schema() {
        return Schema.of("Slipway trust policy", this::policy);
    }

    private Policy policy(ObjectReader root) {
        ValueReader version = root.about("Version of the format: 1.").required("version");
        if (version != null) {
            version.integer(1, 1);
        }
        DefaultRule byDefault = root.about(
                        "For images without a rule: accept, listed (only what the YAML's 'trust' names is verified), pinned, or reject; default: listed.")
                .oneOf("default", DEFAULTS);
        Boolean listed = root.about(
                        "What is required of an image that the YAML's 'trust' names and no rule covers: a signature, or a digest in the lock; default: signed.")
                .oneOf("listed", LISTED);
        // The only value there is; a policy may say aloud what holds anyway.
        root.about("States that the lock decides which digests are used; it always does.")
                .oneOf("lock", LOCK);
        ValueReader roots = root.about("Trusted roots of Sigstore by name: 'builtin', or a file.")
                .value("roots");
        ValueReader keys = root.about("Public keys by name.").value("keys");
        RequirementReader requirements = new RequirementReader(
                files,
                roots == null ? Map.of() : Objects.requireNonNullElse(roots.map(files::root), Map.of()),
                keys == null ? Map.of() : Objects.requireNonNullElse(keys.map(files::key), Map.of()));
        ValueReader list = root.about("Rules; the one with the most specific scope decides alone.")
                .value("rules");
        List<Rule> rules = list == null ? null : list.list(item -> item.object(reader -> rule(reader, requirements)));
        if (list != null && rules != null) {
            checkScopes(list, rules);
        }
        return new Policy(
                byDefault == null ? DefaultRule.LISTED : byDefault,
                listed != null && listed,
                rules == null ? List.of() : rules,
                requirements.sigstore().usesBuiltInRoot(),
                "");
    }

    private static @Nullable Rule rule(ObjectReader keys, RequirementReader requirements) {
        Scope scope = keys.about(
                        "Images that the rule is for: a repository, a Maven artifact or file, or a prefix that ends in '*'.")
                .requiredParsed("scope", Scope::parse);
        ValueReader require = keys.about("What is required of the images.").required("require");
        Requirement requirement = require == null ? null : requirements.read(require);
        Rule.Level level = keys.about(
                        "What is signed: the index, the manifest of the platform, or either; default: index.")
                .oneOf("subject", LEVELS);
        Scope signedAs = keys.about(
                        "Name that signatures are for if it is not the image's own, for copies in another registry.")
                .parsed("signed-as", Scope::parse);
        AttestationReader attestations = new AttestationReader(requirements, requirement);
        List<List<AttestationRule>> list = keys.about("Attestations that are required in addition.")
                .list("attestations", item -> item.object(attestations::read));
        if (signedAs != null && scope != null && signedAs.prefix() && !scope.prefix()) {
            keys.refuse(
                    "'signed-as' ends in a star, but 'scope' does not", "Write the one name that signatures are for");
        }
        if (scope == null || requirement == null) {
            return null;
        }
        return new Rule(
                scope,
                requirement,
                list == null ? List.of() : list,
                level == null ? Rule.Level.INDEX : level,
                signedAs,
                keys.place());
    }

    /** Rules never merge, so two for the same images would leave it to chance which one counts. */
    private static void checkScopes(ValueReader list, List<Rule> rules) {
        Map<Scope, Place> places = new HashMap<>();
        for (Rule rule : rules) {
            Place first = places.putIfAbsent(rule.scope(), rule.place());
            if (first != null) {
                list.refuse(
                        "there are two rules for " + rule.scope() + ", in lines " + first.line() + " and "
                                + rule.place().line(),
                        "Write one rule; 'any-of' and 'all-of' join requirements");
            }
        }
    }
}
