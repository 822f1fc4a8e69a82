package dev.slipway.output.format;

import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.iso9660.VolumeId;
import dev.slipway.content.Content;
import dev.slipway.output.CompressionSetting;
import dev.slipway.output.Initrd;
import dev.slipway.output.iso.Firmware;
import dev.slipway.output.iso.GrubMemory;
import dev.slipway.output.iso.HybridIso;
import dev.slipway.output.iso.IsoRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One image that starts by BIOS and by UEFI, from CD and from USB stick.
 *
 * @param firmware what starts it
 * @param volumeId the ISO 9660 volume's name
 * @param compression of the initrd
 * @param bootLoader reference of the image with the boot loaders
 */
public record Iso(Firmware firmware, VolumeId volumeId, CompressionSetting compression, String bootLoader)
        implements OutputFormat {
    /** A bootable ISO image. */
    public static final OutputKind FILE = new OutputKind("iso", ".iso", "iso", "");

    /** The same where it starts by UEFI only; LinuxKit's name. */
    public static final OutputKind EFI_FILE = new OutputKind("iso", "-efi.iso", "iso", "");

    /** @throws dev.slipway.problem.Problem if firmware or volume are not as they must be */
    public static Iso of(FormatSettings settings) {
        return new Iso(
                Firmware.parse(settings.iso().firmware()),
                new VolumeId(settings.iso().volumeId()),
                settings.compression(),
                settings.bootLoader());
    }

    @Override
    public List<OutputKind> kinds() {
        return List.of(firmware == Firmware.EFI ? EFI_FILE : FILE);
    }

    @Override
    public Optional<String> bootLoaderImage() {
        return Optional.of(bootLoader);
    }

    @Override
    public Optional<CompressionSetting> initrdCompression() {
        return Optional.of(compression);
    }

    @Override
    public OutputPlan plan(BootableSystem system) throws IOException {
        Content kernel = system.requireKernel();
        Initrd initrd = system.initrd(compression);
        BlockImage image = new HybridIso(new IsoRequest(
                        volumeId,
                        system.timestamp(),
                        firmwareOf(system),
                        system.bootLoader(bootLoader),
                        kernel,
                        initrd.parts(),
                        system.kernelCommandLine()))
                .plan();
        String sizes = "kernel " + kernel.size() + " B, initrd " + initrd.size() + " B, boot loaders and file systems "
                + (image.size() - kernel.size() - initrd.size()) + " B";
        OutputPlan.Artifact artifact =
                new OutputPlan.Artifact(mainKind(), image.size(), image::writeTo, List.of(sizes));
        List<String> warnings = firmwareOf(system).hasEfi()
                ? GrubMemory.warnings(kernel.size(), initrd.size(), system.memoryLimit())
                : List.of();
        return OutputPlan.of(artifact).withWarnings(warnings);
    }

    /** Only PCs have a BIOS. */
    private Firmware firmwareOf(BootableSystem system) {
        boolean onlyUefi = !system.architecture().equals("amd64");
        return firmware == Firmware.BOTH && onlyUefi ? Firmware.EFI : firmware;
    }
}
