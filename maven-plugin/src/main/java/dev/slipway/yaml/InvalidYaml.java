package dev.slipway.yaml;

import dev.slipway.problem.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A text that says something it must not: all findings, in the order of the lines. */
public final class InvalidYaml extends Problem {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    InvalidYaml(List<Finding> unordered) {
        this(inOrder(unordered), unordered.size() == 1);
    }

    private InvalidYaml(List<Finding> findings, boolean single) {
        super(
                Fault.USER,
                single ? findings.get(0).place().toString() : files(findings),
                single ? findings.get(0).what() : findings.size() + " errors",
                single
                        ? findings.get(0).next()
                        : findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
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

    private static String files(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.place().file())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
