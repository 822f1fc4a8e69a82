package dev.slipway.trust.policy;

import dev.slipway.oci.reference.ImageReference;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The policy: rules, of which the most specific counts and no other.
 *
 * @param byDefault for images without a rule
 * @param listedMayBePinned whether a pin in the lock is enough for an image that the YAML's {@code trust} names and no rule is for
 * @param usesBuiltInRoot whether a rule wants certificates of the public Sigstore instance, by the root that is part of the plugin
 * @param sha256 hex, of the policy and of every file it names; evidence that was kept is good for one of these alone
 */
public record Policy(
        DefaultRule byDefault, boolean listedMayBePinned, List<Rule> rules, boolean usesBuiltInRoot, String sha256) {
    /** Where nobody wrote a policy: what the YAML names must be proven, and no rule says how. */
    public static final Policy NONE = new Policy(DefaultRule.LISTED, false, List.of(), false, "none");

    public Policy {
        rules = List.copyOf(rules);
    }

    /**
     * Reads {@code trust-policy.yml}.
     *
     * @param file the text's name for messages
     * @param files gives the bytes of a file that the policy names, by its path as written; throws a {@link
     *     dev.slipway.problem.Problem} if it cannot
     * @throws dev.slipway.yaml.InvalidYaml with everything that is wrong
     */
    public static Policy parse(String text, String file, Function<String, byte[]> files) {
        return new PolicyReader(files).read(text, file);
    }

    /** The JSON Schema of a policy, for editors. */
    public static String schema() {
        return new PolicyReader(file -> new byte[0]).schema();
    }

    /** The rule for an image: the one with the most specific scope. */
    public Optional<Rule> rule(ImageReference reference) {
        return rules.stream()
                .filter(rule -> rule.scope().covers(reference))
                .max(Comparator.comparingInt(rule -> rule.scope().specificity()));
    }

    /** This policy, or a stricter one; never a looser. */
    public Policy tightened(DefaultRule other) {
        return new Policy(byDefault.stricter(other), listedMayBePinned, rules, usesBuiltInRoot, sha256);
    }
}
