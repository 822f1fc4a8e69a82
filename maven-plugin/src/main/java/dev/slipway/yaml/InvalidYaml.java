package dev.slipway.yaml;

import dev.slipway.problem.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A text that says something it must not: all findings, in the order of the lines. */
public final class InvalidYaml extends Problem {
    private static final long serialVersionUID = 1L;

    /** Nobody mends more at a time. */
    private static final int MAX_SHOWN = 100;

    private final transient List<Finding> findings;

    InvalidYaml(List<Finding> unordered) {
        this(inOrder(unordered), unordered.size() == 1);
    }

    private InvalidYaml(List<Finding> findings, boolean single) {
        super(
                Fault.USER,
                single ? findings.get(0).place().toString() : files(findings),
                single ? findings.get(0).what() : findings.size() + " errors",
                single ? findings.get(0).next() : list(findings));
        this.findings = findings;
    }

    /** In the order of files, lines and columns. */
    public List<Finding> findings() {
        return findings;
    }

    private static List<Finding> inOrder(List<Finding> unordered) {
        List<String> files = unordered.stream()
                .map(finding -> finding.place().file())
                .distinct()
                .toList();
        return unordered.stream()
                .sorted(Comparator.comparingInt((Finding finding) ->
                                files.indexOf(finding.place().file()))
                        .thenComparingInt(finding -> finding.place().line())
                        .thenComparingInt(finding -> finding.place().column()))
                .toList();
    }

    /** What several findings in a row have to say for a remedy is said once, after the last of them. */
    private static String list(List<Finding> findings) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < Math.min(findings.size(), MAX_SHOWN); i++) {
            Finding finding = findings.get(i);
            boolean repeated =
                    i + 1 < findings.size() && findings.get(i + 1).next().equals(finding.next());
            list.append(repeated ? finding.place() + ": " + finding.what() : finding)
                    .append('\n');
        }
        if (findings.size() > MAX_SHOWN) {
            list.append(".. and ").append(findings.size() - MAX_SHOWN).append(" more\n");
        }
        return list.toString();
    }

    private static String files(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.place().file())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
