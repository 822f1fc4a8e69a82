package dev.slipway.build;

import dev.slipway.archive.tar.TarWriter;
import dev.slipway.compose.Composition;
import dev.slipway.content.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The goal {@code tar}: LinuxKit's intermediate tree, kernel and all, in one archive. */
public final class BuildTar {
    /** What this goal makes. */
    public static final List<OutputKind> KINDS = List.of(OutputKind.TAR);

    private final Machine machine;

    public BuildTar(Machine machine) {
        this.machine = machine;
    }

    /**
     * Builds.
     *
     * @param names of the output
     * @param timestamp seconds since 1970-01-01T00:00:00Z
     * @return the archive
     * @throws dev.slipway.problem.Problem if an input is not as it must be, or the archive cannot be written; no file is changed then
     */
    public BuiltOutput run(LinuxKitProject project, OutputNames names, long timestamp) throws IOException {
        try (OutputFolder held = OutputFolder.hold(names.folder(), machine.log());
                ImageStore images = new ImageStore(machine, project.folder())) {
            Receipt receipt =
                    images.repairing(() -> attempt(held, images, project, names.file(OutputKind.TAR), timestamp));
            List<BuiltOutput> outputs = names.in(receipt, KINDS);
            ResultFile.record(held, names, KINDS, outputs, ResultFile.Source.of(project));
            return outputs.get(0);
        }
    }

    private Receipt attempt(OutputFolder held, ImageStore images, LinuxKitProject project, Path file, long timestamp)
            throws IOException {
        SystemInputs system = SystemInputs.read(machine, project, images);
        Digest inputs = system.addTo(new Inputs()).add("timestamp", timestamp).digest();
        Path place = Receipt.beside(file);
        Optional<Receipt> last = Receipt.holding(place, inputs);
        if (last.isPresent()) {
            last.get().tell(machine.log(), file);
            return last.get();
        }
        Composition composition = system.compose(machine, images, timestamp);
        try (StagedOutputs outputs = StagedOutputs.in(held)) {
            Report report = new Report(machine.log());
            report.output(outputs.add(file, sink -> TarWriter.writeWithOrigins(composition.whole(), sink)));
            outputs.commit();
            report.print();
            Receipt receipt = outputs.receipt(inputs, composition.warnings());
            receipt.write(place);
            return receipt;
        }
    }
}
