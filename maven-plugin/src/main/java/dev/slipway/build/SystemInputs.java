package dev.slipway.build;

import dev.slipway.compose.ComposeInput;
import dev.slipway.compose.Composer;
import dev.slipway.compose.Composition;
import dev.slipway.content.Content;
import dev.slipway.lock.Lock;
import dev.slipway.output.KernelPayload;
import dev.slipway.spec.LinuxKit;
import java.io.IOException;

/** From YAML and lock to a composed system: what every goal that builds one begins with. */
record SystemInputs(Machine machine) {
    private static final String PLAIN_KERNEL = "plain-kernel-1";

    /**
     * @param timestamp seconds since 1970-01-01T00:00:00Z
     * @throws dev.slipway.problem.Problem if an input is not as it must be
     */
    Composition compose(ImageStore images, LinuxKitProject project, long timestamp) throws IOException {
        LinuxKit spec = SpecFiles.read(project);
        spec.warnings().forEach(warning -> machine.log().warn(warning.toString()));
        LockFile lockFile = new LockFile(project.lock());
        Lock lock = lockFile.read();
        lock.requireFits(spec, project.platform(), lockFile.name());
        Composition composition = Composer.compose(new ComposeInput(
                spec, images.locked(lock, project.platform()), new SourceFiles(project.folder()), timestamp));
        composition.warnings().forEach(machine.log()::warn);
        return project.decompressKernel() ? decompressed(images, composition) : composition;
    }

    private static Composition decompressed(ImageStore images, Composition composition) throws IOException {
        Content kernel = composition.kernel();
        return kernel == null
                ? composition
                : composition.withKernel(
                        images.store().derive(PLAIN_KERNEL, kernel.digest(), sink -> KernelPayload.of(kernel)
                                .writeTo(sink)));
    }
}
