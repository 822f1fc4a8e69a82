package dev.slipway.goal;

import dev.slipway.environment.BuildLog;
import dev.slipway.incremental.StagedOutputs;
import dev.slipway.output.SizeByOrigin;
import java.util.ArrayList;
import java.util.List;

/** The last lines of a build: what one pastes into a release note. Printed when the outputs are in their places. */
final class Report {
    private final BuildLog log;
    private final List<String> lines = new ArrayList<>();

    Report(BuildLog log) {
        this.log = log;
    }

    void line(String text) {
        lines.add(text);
    }

    void output(StagedOutputs.Output output) {
        lines.add(output.path().getFileName() + "  " + SizeByOrigin.bytes(output.size()) + "  " + output.digest());
    }

    void parts(List<SizeByOrigin.Line> sizes) {
        sizes.forEach(size -> lines.add(size.toString()));
    }

    void print() {
        lines.forEach(log::info);
    }
}
