package dev.slipway.build;

import dev.slipway.compose.Composition;
import dev.slipway.content.Content;
import dev.slipway.output.Compression;
import dev.slipway.output.KernelVersion;
import dev.slipway.output.MtreeListing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The goal {@code initrd}: kernel, initrd and command line of the locked images. */
public final class BuildInitrd {
    private final Machine machine;

    public BuildInitrd(Machine machine) {
        this.machine = machine;
    }

    /**
     * What is wanted.
     *
     * @param name first part of the outputs' names
     * @param compression {@code auto}, {@code zstd}, {@code gzip} or {@code none}
     * @param timestamp seconds since 1970-01-01T00:00:00Z
     */
    public record Request(Path outputDirectory, String name, String compression, long timestamp) {}

    /** The files that were written; an empty one is not written, as in LinuxKit. */
    public record Result(Optional<Path> kernel, Optional<Path> initrd, Optional<Path> cmdline) {}

    /**
     * Builds.
     *
     * @throws dev.slipway.problem.Problem if an input is not as it must be, or an output cannot be written; no output is changed then
     */
    public Result run(LinuxKitProject project, Request request) throws IOException {
        try (ImageStore images = new ImageStore(machine, project.folder())) {
            return images.repairing(() -> attempt(images, project, request));
        }
    }

    private Result attempt(ImageStore images, LinuxKitProject project, Request request) throws IOException {
        Composition composition = new SystemInputs(machine).compose(images, project, request.timestamp());
        return write(images, composition, request);
    }

    private Result write(ImageStore images, Composition composition, Request request) throws IOException {
        Content kernel = composition.kernel();
        Optional<KernelVersion> version = kernel == null ? Optional.empty() : KernelVersion.of(kernel);
        Compression compression = Compression.choose(request.compression(), version);
        InitrdWriter.Ready initrd = new InitrdWriter(images.store(), compression).prepare(composition);
        try (StagedOutputs outputs = new StagedOutputs()) {
            Path folder = request.outputDirectory();
            Report report = new Report(machine.log());
            version.ifPresent(known -> report.kernelVersion(known.text()));
            Optional<Path> kernelFile = write(outputs, report, folder.resolve(request.name() + "-kernel"), kernel);
            Optional<Path> cmdlineFile =
                    write(outputs, report, folder.resolve(request.name() + "-cmdline"), composition.cmdline());
            Optional<Path> initrdFile = Optional.empty();
            if (!initrd.contents().isEmpty()) {
                Path file = folder.resolve(request.name() + "-initrd.img");
                report.output(outputs.add(file, initrd::writeTo));
                report.parts(initrd.sizes());
                initrdFile = Optional.of(file);
            }
            outputs.add(
                    folder.resolve("slipway").resolve(request.name() + ".mtree"),
                    sink -> MtreeListing.write(composition.tree(), sink));
            outputs.commit();
            report.print();
            return new Result(kernelFile, initrdFile, cmdlineFile);
        }
    }

    private static Optional<Path> write(StagedOutputs outputs, Report report, Path file, @Nullable Content content)
            throws IOException {
        if (content == null || content.size() == 0) {
            return Optional.empty();
        }
        report.output(outputs.add(file, content::writeTo));
        return Optional.of(file);
    }
}
