package dev.slipway.build;

import dev.slipway.archive.tar.TarWriter;
import dev.slipway.compose.Composition;
import dev.slipway.content.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The goal {@code tar}: LinuxKit's intermediate tree, kernel and all, in one archive. */
public final class BuildTar {
    private final Machine machine;

    public BuildTar(Machine machine) {
        this.machine = machine;
    }

    /**
     * Builds.
     *
     * @param file the archive to write
     * @param timestamp seconds since 1970-01-01T00:00:00Z
     * @throws dev.slipway.problem.Problem if an input is not as it must be, or the archive cannot be written; no file is changed then
     */
    public void run(LinuxKitProject project, Path file, long timestamp) throws IOException {
        try (ImageStore images = new ImageStore(machine, project.folder())) {
            images.repairing(() -> attempt(images, project, file.toAbsolutePath(), timestamp));
        }
    }

    private Path attempt(ImageStore images, LinuxKitProject project, Path file, long timestamp) throws IOException {
        SystemInputs system = SystemInputs.read(machine, project, images);
        Digest inputs = system.addTo(new Inputs()).add("timestamp", timestamp).digest();
        Path place = Receipt.beside(file);
        Optional<Receipt> last = Receipt.holding(place, inputs);
        if (last.isPresent()) {
            last.get().tell(machine.log(), file);
            return file;
        }
        Composition composition = system.compose(machine, images, timestamp);
        try (StagedOutputs outputs = new StagedOutputs()) {
            Report report = new Report(machine.log());
            report.output(outputs.add(file, sink -> TarWriter.writeWithOrigins(composition.whole(), sink)));
            outputs.commit();
            report.print();
            outputs.receipt(inputs, composition.warnings()).write(place);
        }
        return file;
    }
}
