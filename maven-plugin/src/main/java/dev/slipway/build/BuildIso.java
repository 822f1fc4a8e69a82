package dev.slipway.build;

import dev.slipway.archive.image.Image;
import dev.slipway.archive.iso9660.VolumeId;
import dev.slipway.compose.Composition;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.lock.LockedImage;
import dev.slipway.oci.ImageReference;
import dev.slipway.output.iso.BootLoader;
import dev.slipway.output.iso.Firmware;
import dev.slipway.output.iso.GrubMemory;
import dev.slipway.output.iso.HybridIso;
import dev.slipway.output.iso.IsoRequest;
import dev.slipway.output.iso.KernelCommandLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The goal {@code iso}: one image that starts by BIOS and by UEFI, from CD and from USB stick. */
public final class BuildIso {
    /** What is warned of if nobody says how much memory there will be. */
    private static final long USUAL_MEMORY = 1L << 30;

    private final Machine machine;
    private final boolean frozen;

    public BuildIso(Machine machine) {
        this(machine, false);
    }

    /** @param frozen whether the boot loader has to be in the lock already; else it is pinned if it is missing */
    public BuildIso(Machine machine, boolean frozen) {
        this.machine = machine;
        this.frozen = frozen;
    }

    /**
     * What is wanted besides a kernel and an initrd.
     *
     * @param firmware {@code bios}, {@code efi} or {@code both}
     * @param volumeId the ISO 9660 volume's name
     * @param bootLoader reference of the image with the boot loaders; null for the plugin's own
     * @param version of the plugin
     */
    public record Request(
            BuildInitrd.Request system, String firmware, String volumeId, @Nullable String bootLoader, String version) {
        /** What is made. */
        public OutputKind kind() {
            return firmware.equals("efi") ? OutputKind.EFI_ISO : OutputKind.ISO;
        }

        Path file() {
            return system.names().file(kind());
        }

        ImageReference bootLoaderFor(LinuxKitProject project) {
            return ImageReference.parse(bootLoaderOf(project, bootLoader, version));
        }
    }

    /**
     * References of the images that ISOs for the platforms of a project start by.
     *
     * @param named null for the base packages, of the plugin's own version
     * @param version of the plugin
     */
    public static List<String> bootLoaders(LinuxKitProject project, @Nullable String named, String version) {
        return project.perPlatform().stream()
                .map(each -> bootLoaderOf(each, named, version))
                .distinct()
                .toList();
    }

    private static String bootLoaderOf(LinuxKitProject project, @Nullable String named, String version) {
        String own = "maven:dev.slipway.packages:bootloader" + (hasOnlyUefi(project) ? "-arm64:" : ":") + version;
        return named == null ? own : named;
    }

    /** There is no BIOS but on PCs. */
    private static boolean hasOnlyUefi(LinuxKitProject project) {
        return !project.platform().architecture().equals("amd64");
    }

    /**
     * Builds.
     *
     * @return the image
     * @throws dev.slipway.problem.Problem if an input is not as it must be, or the image cannot be written; no file is changed then
     */
    public BuiltOutput run(LinuxKitProject project, Request request) throws IOException {
        Firmware asked = Firmware.parse(request.firmware());
        Firmware firmware = asked == Firmware.BOTH && hasOnlyUefi(project) ? Firmware.EFI : asked;
        VolumeId volumeId = new VolumeId(request.volumeId());
        try (OutputFolder held = OutputFolder.hold(request.system().names().folder(), machine.log());
                ImageStore images = new ImageStore(machine, project.folder())) {
            Receipt receipt = images.repairing(() -> attempt(held, images, project, request, firmware, volumeId));
            List<OutputKind> kinds = List.of(request.kind());
            List<BuiltOutput> outputs = request.system().names().in(receipt, kinds);
            ResultFile.record(held, request.system().names(), kinds, outputs, ResultFile.Source.of(project));
            return outputs.get(0);
        }
    }

    private Receipt attempt(
            OutputFolder held,
            ImageStore images,
            LinuxKitProject project,
            Request request,
            Firmware firmware,
            VolumeId volumeId)
            throws IOException {
        SystemInputs system = SystemInputs.read(machine, project, images);
        ImageReference reference = request.bootLoaderFor(project);
        BootLoaderPins pins = new BootLoaderPins(machine, images);
        LockedImage loader = pins.require(system.lock(), reference);
        system.gate().require(reference, loader);
        pins.keep(project, system.lock(), reference, loader, frozen);
        Digest inputs = request.system()
                .addTo(system.addTo(new Inputs()))
                .add("firmware", firmware)
                .add("volume", volumeId.text())
                .add("boot loader", loader.root().digest())
                .digest();
        Optional<Receipt> last = Receipt.holding(Receipt.beside(request.file()), inputs);
        if (last.isPresent()) {
            last.get().tell(machine.log(), request.file());
            return last.get();
        }
        Composition composition =
                system.compose(machine, images, request.system().timestamp());
        IsoRequest parts = new IsoRequest(
                volumeId,
                request.system().timestamp(),
                firmware,
                BootLoader.of(images.read(reference, loader, project.platform()).tree()),
                kernel(composition, project),
                InitrdWriter.of(images.store(), composition, request.system().compression())
                        .prepare(composition)
                        .contents(),
                KernelCommandLine.of(
                        composition.cmdline(),
                        system.spec().kernel().places().at("cmdline").toString()));
        Receipt receipt = write(held, parts, request.file(), inputs, warned(composition, parts, project));
        receipt.write(Receipt.beside(request.file()));
        return receipt;
    }

    /** The composition, with a warning if GRUB needs much memory to load it; the warning is kept and said again with "up to date". */
    private Composition warned(Composition composition, IsoRequest parts, LinuxKitProject project) {
        long initrd = parts.initrd().stream().mapToLong(Content::size).sum();
        long needed = GrubMemory.needed(parts.kernel().size() + initrd);
        long memory = project.memoryLimit() == 0 ? USUAL_MEMORY : project.memoryLimit();
        if (!parts.firmware().hasEfi() || needed <= memory) {
            return composition;
        }
        String warning = "the initrd of " + GrubMemory.mebibytes(initrd)
                + " MiB is large for an ISO that starts by UEFI: GRUB can use a quarter of the memory, so the machine"
                + " needs "
                + GrubMemory.mebibytes(needed)
                + " MiB. With less, the system does not start, and GRUB says so. Make the system smaller, or start it"
                + " by kernel and initrd, or by BIOS. If the machine has as much, say so: -Dslipway.memoryLimit="
                + GrubMemory.mebibytes(needed) + "M";
        machine.log().warn(warning);
        List<String> warnings = new ArrayList<>(composition.warnings());
        warnings.add(warning);
        return new Composition(composition.tree(), composition.boot(), warnings);
    }

    private Receipt write(OutputFolder held, IsoRequest parts, Path file, Digest inputs, Composition composition)
            throws IOException {
        Image image = new HybridIso(parts).plan();
        try (StagedOutputs outputs = StagedOutputs.in(held)) {
            StagedOutputs.Output written = outputs.add(file, image::writeTo);
            outputs.commit();
            long kernel = parts.kernel().size();
            long initrd = parts.initrd().stream().mapToLong(Content::size).sum();
            Report report = new Report(machine.log());
            report.output(written);
            report.line("kernel " + kernel + " B, initrd " + initrd + " B, boot loaders and file systems "
                    + (written.size() - kernel - initrd) + " B");
            report.print();
            return outputs.receipt(inputs, composition.warnings());
        }
    }

    private static Content kernel(Composition composition, LinuxKitProject project) {
        Content kernel = composition.kernel();
        if (kernel == null) {
            throw new NothingToBoot(project.name());
        }
        return kernel;
    }
}
