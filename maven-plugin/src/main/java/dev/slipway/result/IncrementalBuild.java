package dev.slipway.result;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.environment.BuildEvent;
import dev.slipway.environment.BuildLog;
import dev.slipway.incremental.OutputFolder;
import dev.slipway.incremental.SeenFiles;
import dev.slipway.incremental.StagedOutputs;
import dev.slipway.incremental.UpToDateRecord;
import dev.slipway.output.MtreeListing;
import dev.slipway.output.format.OutputKind;
import dev.slipway.output.format.OutputPlan;
import dev.slipway.tree.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way from known inputs to files in their places, the same for every goal that writes outputs: what is up to date is left alone; the
 * rest is planned, written beside its place, moved there, reported and recorded. The events are the one source of the log, the result
 * file and what the goal attaches.
 *
 * <p>The output folder is held until this is closed, so it is opened before the inputs are read.
 */
public final class IncrementalBuild implements AutoCloseable {
    private final OutputNames names;
    private final BuildLog log;
    private final OutputFolder held;
    private @Nullable ResultFile last;

    private IncrementalBuild(OutputNames names, BuildLog log, OutputFolder held) {
        this.names = names;
        this.log = log;
        this.held = held;
    }

    /** Waits until no other build writes into the folder of the outputs. */
    public static IncrementalBuild in(OutputNames names, BuildLog log) {
        return new IncrementalBuild(names, log, OutputFolder.hold(names.folder(), log));
    }

    /**
     * Makes the targets. All their files are written before the first one is moved to its place.
     *
     * @return the files that were written or are up to date
     * @throws dev.slipway.problem.Problem if a file cannot be written; no file is changed then
     */
    public List<BuiltOutput> run(List<BuildTarget> targets, ResultFile.Source source) throws IOException {
        ResultFile result = result(targets, source);
        last = result;
        Consumer<BuildEvent> events = event -> {
            log.on(event);
            result.on(event);
        };
        List<BuildTarget> due = new ArrayList<>();
        for (BuildTarget target : targets) {
            if (!isUpToDate(target, events)) {
                due.add(target);
            }
        }
        write(due, events);
        result.write();
        return result.outputs();
    }

    private ResultFile result(List<BuildTarget> targets, ResultFile.Source source) {
        List<OutputKind> kinds =
                targets.stream().flatMap(target -> target.kinds().stream()).toList();
        return new ResultFile(held, names, kinds, source);
    }

    /**
     * The files of targets that are all up to date, which is said then; empty if one of them is not. The result file stays as it is.
     *
     * @param targets with the inputs that {@link #look} helped to remember
     */
    public Optional<List<BuiltOutput>> unchanged(List<BuildTarget> targets, ResultFile.Source source)
            throws IOException {
        for (BuildTarget target : targets) {
            if (UpToDateRecord.ifCurrent(recordOf(target), target.inputs()).isEmpty()) {
                return Optional.empty();
            }
        }
        ResultFile result = result(targets, source);
        for (BuildTarget target : targets) {
            isUpToDate(target, event -> {
                log.on(event);
                result.on(event);
            });
        }
        return Optional.of(result.outputs());
    }

    /** Looks at what the result file is made of, once that is written. */
    public void look(SeenFiles seen) throws IOException {
        if (last != null) {
            last.look(seen);
        }
    }

    private boolean isUpToDate(BuildTarget target, Consumer<BuildEvent> events) throws IOException {
        Optional<UpToDateRecord> last = UpToDateRecord.ifCurrent(recordOf(target), target.inputs());
        last.ifPresent(record -> {
            record.warnings().forEach(log::warn);
            events.accept(new BuildEvent.UpToDate(names.file(target.main()), record.files()));
        });
        return last.isPresent();
    }

    private void write(List<BuildTarget> due, Consumer<BuildEvent> events) throws IOException {
        Map<BuildTarget, OutputPlan> plans = new LinkedHashMap<>();
        for (BuildTarget target : due) {
            plans.put(target, target.planner().get());
        }
        try (StagedOutputs outputs = StagedOutputs.in(held)) {
            List<Staged> staged = new ArrayList<>();
            for (Map.Entry<BuildTarget, OutputPlan> plan : plans.entrySet()) {
                staged.add(stage(plan.getKey(), plan.getValue(), outputs));
            }
            outputs.commit();
            for (Staged files : staged) {
                report(files, events);
            }
        }
    }

    /** Files that were written beside their places. */
    private record Staged(
            BuildTarget target, OutputPlan plan, List<BuildEvent> events, List<StagedOutputs.Output> written) {}

    private Staged stage(BuildTarget target, OutputPlan plan, StagedOutputs outputs) throws IOException {
        List<BuildEvent> events = new ArrayList<>();
        List<StagedOutputs.Output> written = new ArrayList<>();
        for (OutputPlan.Artifact artifact : plan.artifacts()) {
            StagedOutputs.Output output = outputs.add(names.file(artifact.kind()), artifact.bytes());
            written.add(output);
            events.add(event(artifact, output));
        }
        FileTree listed = plan.listed();
        if (listed != null) {
            written.add(outputs.add(names.listing(), sink -> MtreeListing.write(listed, sink)));
        }
        for (Map.Entry<String, Content> other : plan.others().entrySet()) {
            written.add(outputs.add(names.file(other.getKey()), other.getValue()::writeTo));
        }
        return new Staged(target, plan, events, written);
    }

    private static BuildEvent event(OutputPlan.Artifact artifact, StagedOutputs.Output output) {
        BuildEvent.OutputFile file = new BuildEvent.OutputFile(output.path(), output.size(), output.digest());
        Digest image = artifact.image();
        return image == null ? new BuildEvent.Wrote(file, artifact.details()) : new BuildEvent.WroteImage(file, image);
    }

    /** The files are in their places now. */
    private void report(Staged files, Consumer<BuildEvent> events) throws IOException {
        files.plan().heading().forEach(log::info);
        files.events().forEach(events);
        removeStale(files);
        UpToDateRecord.of(files.target().inputs(), files.plan().warnings(), files.written())
                .write(recordOf(files.target()));
    }

    /** In a folder that is an output as a whole nothing stays of an earlier build; what others have put there does. */
    private void removeStale(Staged files) throws IOException {
        Set<Path> now = files.written().stream()
                .map(output -> output.path().normalize())
                .collect(Collectors.toSet());
        for (Path old : UpToDateRecord.filesIn(recordOf(files.target()))) {
            if (names.isInOutputFolder(old)
                    && !now.contains(old)
                    && Files.isRegularFile(old, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(old);
            }
        }
    }

    private Path recordOf(BuildTarget target) {
        return UpToDateRecord.fileFor(names.file(target.main()));
    }

    /** Lets the next build into the folder. */
    @Override
    public void close() throws IOException {
        held.close();
    }
}
