package dev.slipway.trust.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * Our verdicts beside those of a library that is not ours. Where they differ the difference must be on the list, with its reason,
 * and every entry of the list must be met.
 */
public final class OracleTable {
    /**
     * A difference that is meant.
     *
     * @param input a pattern for the names of inputs
     * @param weAccept true if we accept what they reject
     */
    public record Difference(String input, boolean weAccept, String reason) {
        boolean covers(String name, boolean accepted) {
            return weAccept == accepted && Pattern.matches(input, name);
        }
    }

    private record Count(int inputs, int accepted, int equal) {
        Count plus(boolean ours, boolean theirs) {
            return new Count(inputs + 1, accepted + (ours ? 1 : 0), equal + (ours == theirs ? 1 : 0));
        }
    }

    private final String oracle;
    private final List<Difference> listed;
    private final Map<String, Count> counts = new LinkedHashMap<>();
    private final Map<Difference, Integer> met = new LinkedHashMap<>();
    private final Set<String> unlisted = new LinkedHashSet<>();

    public OracleTable(String oracle, List<Difference> listed) {
        this.oracle = oracle;
        this.listed = List.copyOf(listed);
    }

    /**
     * Asks both about one input. A verdict is a return or an exception; an error of the JVM is neither.
     *
     * @param kind of the input, a row of the table
     * @param name of the input within all
     */
    public void compare(String kind, String name, ThrowingCallable ours, ThrowingCallable theirs) {
        Throwable our = verdict(ours);
        Throwable their = verdict(theirs);
        boolean accepted = our == null;
        counts.merge(
                kind,
                new Count(0, 0, 0).plus(accepted, their == null),
                (sum, one) -> sum.plus(accepted, their == null));
        if (accepted == (their == null)) {
            return;
        }
        List<Difference> reasons = listed.stream()
                .filter(difference -> difference.covers(name, accepted))
                .toList();
        reasons.forEach(difference -> met.merge(difference, 1, Integer::sum));
        if (reasons.isEmpty()) {
            unlisted.add(name + ": " + (accepted ? "only we accept; they: " + their : "only they accept; we: " + our));
        }
    }

    private static Throwable verdict(ThrowingCallable question) {
        Throwable verdict = catchThrowable(question);
        if (verdict instanceof Error error) {
            throw error;
        }
        return verdict;
    }

    /** Prints the table; fails for a difference that is not on the list, and for one on it that is not met. */
    public void check() {
        counts.forEach((kind, count) -> System.out.println(oracle + ", " + kind + ": " + count.inputs() + " inputs, "
                + count.accepted() + " accepted by us, " + count.equal() + " equal verdicts, "
                + (count.inputs() - count.equal()) + " listed differences"));
        met.forEach((difference, times) -> System.out.println("  " + times + " x "
                + (difference.weAccept() ? "only we accept: " : "only they accept: ") + difference.reason()));
        assertThat(unlisted).as("differences that are not listed").isEmpty();
        List<Difference> unmet = new ArrayList<>(listed);
        unmet.removeAll(met.keySet());
        assertThat(unmet).as("differences that do not exist").isEmpty();
        assertThat(counts.values().stream().mapToInt(Count::accepted).sum())
                .as("inputs that we accept: if all were refused, equal verdicts would prove nothing")
                .isPositive();
    }
}
