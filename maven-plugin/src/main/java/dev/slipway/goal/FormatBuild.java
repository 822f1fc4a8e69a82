package dev.slipway.goal;

import dev.slipway.content.Digest;
import dev.slipway.environment.BuildEvent;
import dev.slipway.environment.BuildLog;
import dev.slipway.incremental.StagedOutputs;
import dev.slipway.incremental.UpToDateRecord;
import dev.slipway.output.MtreeListing;
import dev.slipway.output.format.OutputFormat;
import dev.slipway.output.format.OutputPlan;
import dev.slipway.result.OutputNames;
import dev.slipway.system.ComposedSystem;
import dev.slipway.tree.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One format in a build.
 *
 * @param inputs names everything that its files depend on
 */
record FormatBuild(OutputFormat format, OutputNames names, Digest inputs) {
    /** The file that is called up to date, and after which the record is named. */
    private Path mainFile() {
        return names.file(format.mainKind());
    }

    /** The record of an earlier build whose files need not be written again; says so. */
    Optional<UpToDateRecord> upToDate(BuildLog log) throws IOException {
        Optional<UpToDateRecord> last = UpToDateRecord.ifCurrent(UpToDateRecord.fileFor(mainFile()), inputs);
        last.ifPresent(record -> record.logUpToDate(log, mainFile()));
        return last;
    }

    /** Plans the files, and says what the format warns of. */
    Planned plan(ComposedSystem system, BuildLog log) throws IOException {
        OutputPlan plan = format.plan(system);
        plan.warnings().forEach(log::warn);
        List<String> warnings = new ArrayList<>(system.warnings());
        warnings.addAll(plan.warnings());
        return new Planned(this, plan, warnings);
    }

    /**
     * The files of a format that are to be written.
     *
     * @param warnings what is said again as long as the files are up to date
     */
    record Planned(FormatBuild build, OutputPlan plan, List<String> warnings) {
        /** Writes the files beside their places. */
        Staged stage(StagedOutputs outputs) throws IOException {
            List<BuildEvent> events = new ArrayList<>();
            List<StagedOutputs.Output> written = new ArrayList<>();
            for (OutputPlan.Artifact artifact : plan.artifacts()) {
                StagedOutputs.Output output = outputs.add(build.names.file(artifact.kind()), artifact.bytes());
                written.add(output);
                events.add(new BuildEvent.Wrote(output.path(), output.size(), output.digest(), artifact.details()));
            }
            FileTree listed = plan.listed();
            if (listed != null) {
                written.add(outputs.add(build.names.listing(), sink -> MtreeListing.write(listed, sink)));
            }
            return new Staged(this, events, written);
        }
    }

    /** Files of a format that were written. */
    record Staged(Planned planned, List<BuildEvent> events, List<StagedOutputs.Output> written) {
        /** Reports the files, which are in their places now, and writes the record. */
        UpToDateRecord finish(BuildLog log) throws IOException {
            planned.plan().heading().forEach(log::info);
            events.forEach(log::on);
            FormatBuild build = planned.build();
            UpToDateRecord record = UpToDateRecord.of(build.inputs, planned.warnings(), written);
            record.write(UpToDateRecord.fileFor(build.mainFile()));
            return record;
        }
    }
}
