package dev.slipway.project;

import dev.slipway.environment.InvalidSetting;
import dev.slipway.trust.policy.DefaultRule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the policy is, and how strict it has to be at least.
 *
 * @param policy null for {@code trust-policy.yml} in the project's folder or beside a YAML file, which need not be there
 * @param atLeast the loosest default that is allowed
 * @param base the project's folder; null for that of the first YAML file
 */
public record TrustSettings(@Nullable Path policy, DefaultRule atLeast, @Nullable Path base) {
    /** Nothing is set. */
    public static final TrustSettings DEFAULT = new TrustSettings(null, DefaultRule.ACCEPT, null);

    /**
     * @param atLeast a word of the policy's {@code default}; null to leave it to the policy
     * @throws InvalidSetting if there is no such word
     */
    public static TrustSettings of(@Nullable Path policy, @Nullable String atLeast) {
        if (atLeast == null) {
            return new TrustSettings(policy, DefaultRule.ACCEPT, null);
        }
        List<String> words =
                Arrays.stream(DefaultRule.values()).map(DefaultRule::id).toList();
        if (!words.contains(atLeast)) {
            throw new InvalidSetting("slipway.trust.default", atLeast, words);
        }
        return new TrustSettings(policy, DefaultRule.values()[words.indexOf(atLeast)], null);
    }

    /** The same for a project with a POM in this folder. */
    public TrustSettings in(@Nullable Path folder) {
        return new TrustSettings(policy, atLeast, folder);
    }
}
