package dev.slipway.build;

import dev.slipway.compose.Composition;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.output.MtreeListing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The goal {@code initrd}: kernel, initrd and command line of the locked images. */
public final class BuildInitrd {
    /** What this goal makes; an empty file is not written. */
    public static final List<OutputKind> KINDS = List.of(OutputKind.KERNEL, OutputKind.INITRD, OutputKind.CMDLINE);

    private final Machine machine;

    public BuildInitrd(Machine machine) {
        this.machine = machine;
    }

    /**
     * What is wanted.
     *
     * @param names of the outputs
     * @param compression {@code auto}, {@code zstd}, {@code gzip} or {@code none}
     * @param timestamp seconds since 1970-01-01T00:00:00Z
     */
    public record Request(OutputNames names, String compression, long timestamp) {
        Path initrd() {
            return names.file(OutputKind.INITRD);
        }

        Inputs addTo(Inputs inputs) {
            return inputs.add("compression", compression).add("timestamp", timestamp);
        }

        Result result(Receipt receipt) {
            return new Result(names.in(receipt, KINDS));
        }
    }

    /** The files that were written; an empty one is not written, as in LinuxKit. */
    public record Result(List<BuiltOutput> outputs) {
        public Result {
            outputs = List.copyOf(outputs);
        }

        Optional<Path> kernel() {
            return file(OutputKind.KERNEL);
        }

        Optional<Path> initrd() {
            return file(OutputKind.INITRD);
        }

        Optional<Path> cmdline() {
            return file(OutputKind.CMDLINE);
        }

        private Optional<Path> file(OutputKind kind) {
            return outputs.stream()
                    .filter(output -> output.kind() == kind)
                    .map(BuiltOutput::file)
                    .findFirst();
        }
    }

    /**
     * Builds.
     *
     * @throws dev.slipway.problem.Problem if an input is not as it must be, or an output cannot be written; no output is changed then
     */
    public Result run(LinuxKitProject project, Request request) throws IOException {
        try (OutputFolder held = OutputFolder.hold(request.names().folder(), machine.log());
                ImageStore images = new ImageStore(machine, project.folder())) {
            Result result = images.repairing(() -> attempt(held, images, project, request));
            ResultFile.record(held, request.names(), KINDS, result.outputs(), ResultFile.Source.of(project));
            return result;
        }
    }

    private Result attempt(OutputFolder held, ImageStore images, LinuxKitProject project, Request request)
            throws IOException {
        SystemInputs system = SystemInputs.read(machine, project, images);
        Digest inputs = request.addTo(system.addTo(new Inputs())).digest();
        Optional<Receipt> last = Receipt.holding(Receipt.beside(request.initrd()), inputs);
        if (last.isPresent()) {
            last.get().tell(machine.log(), request.initrd());
            return request.result(last.get());
        }
        return write(held, images, system.compose(machine, images, request.timestamp()), request, inputs);
    }

    private Result write(OutputFolder held, ImageStore images, Composition composition, Request request, Digest inputs)
            throws IOException {
        Content kernel = composition.kernel();
        InitrdWriter writer = InitrdWriter.of(images.store(), composition, request.compression());
        InitrdWriter.Ready initrd = writer.prepare(composition);
        try (StagedOutputs outputs = StagedOutputs.in(held)) {
            Report report = new Report(machine.log());
            writer.kernel().ifPresent(version -> report.line("Linux " + version.text()));
            write(outputs, report, request.names().file(OutputKind.KERNEL), kernel);
            write(outputs, report, request.names().file(OutputKind.CMDLINE), composition.cmdline());
            if (!initrd.contents().isEmpty()) {
                report.output(outputs.add(request.initrd(), initrd::writeTo));
                report.parts(initrd.sizes());
            }
            outputs.add(
                    request.names()
                            .folder()
                            .resolve("slipway")
                            .resolve(request.names().base() + ".mtree"),
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
