package dev.slipway.build;

import dev.slipway.compose.Composition;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
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
    public record Request(Path outputDirectory, String name, String compression, long timestamp) {
        public Request {
            outputDirectory = outputDirectory.toAbsolutePath();
        }

        Path kernel() {
            return outputDirectory.resolve(name + "-kernel");
        }

        Path initrd() {
            return outputDirectory.resolve(name + "-initrd.img");
        }

        Path cmdline() {
            return outputDirectory.resolve(name + "-cmdline");
        }

        Inputs addTo(Inputs inputs) {
            return inputs.add("compression", compression).add("timestamp", timestamp);
        }

        Result result(Receipt receipt) {
            return new Result(receipt.output(kernel()), receipt.output(initrd()), receipt.output(cmdline()));
        }
    }

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
        SystemInputs system = SystemInputs.read(machine, project, images);
        Digest inputs = request.addTo(system.addTo(new Inputs())).digest();
        Optional<Receipt> last = Receipt.holding(Receipt.beside(request.initrd()), inputs);
        if (last.isPresent()) {
            last.get().tell(machine.log(), request.initrd());
            return request.result(last.get());
        }
        return write(images, system.compose(machine, images, request.timestamp()), request, inputs);
    }

    private Result write(ImageStore images, Composition composition, Request request, Digest inputs)
            throws IOException {
        Content kernel = composition.kernel();
        InitrdWriter writer = InitrdWriter.of(images.store(), composition, request.compression());
        InitrdWriter.Ready initrd = writer.prepare(composition);
        try (StagedOutputs outputs = new StagedOutputs()) {
            Report report = new Report(machine.log());
            writer.kernel().ifPresent(version -> report.line("Linux " + version.text()));
            write(outputs, report, request.kernel(), kernel);
            write(outputs, report, request.cmdline(), composition.cmdline());
            if (!initrd.contents().isEmpty()) {
                report.output(outputs.add(request.initrd(), initrd::writeTo));
                report.parts(initrd.sizes());
            }
            outputs.add(
                    request.outputDirectory().resolve("slipway").resolve(request.name() + ".mtree"),
                    sink -> MtreeListing.write(composition.tree(), sink));
            outputs.commit();
            report.print();
            Receipt receipt = outputs.receipt(inputs, composition.warnings());
            receipt.write(Receipt.beside(request.initrd()));
            return request.result(receipt);
        }
    }

    private static void write(StagedOutputs outputs, Report report, Path file, @Nullable Content content)
            throws IOException {
        if (content != null && content.size() > 0) {
            report.output(outputs.add(file, content::writeTo));
        }
    }
}
