package dev.slipway.build;

import dev.slipway.archive.tar.TarWriter;
import dev.slipway.compose.Composition;
import java.io.IOException;
import java.nio.file.Path;

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
            StagedOutputs.Output written = images.repairing(() -> attempt(images, project, file, timestamp));
            Report report = new Report(machine.log());
            report.output(written);
            report.print();
        }
    }

    private StagedOutputs.Output attempt(ImageStore images, LinuxKitProject project, Path file, long timestamp)
            throws IOException {
        Composition composition = SystemInputs.read(machine, project, images).compose(machine, images, timestamp);
        return StagedOutputs.write(file, sink -> TarWriter.writeWithOrigins(composition.whole(), sink));
    }
}
