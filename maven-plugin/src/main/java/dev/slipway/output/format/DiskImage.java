package dev.slipway.output.format;

import dev.slipway.archive.disk.DiskIdentity;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.content.Content;
import dev.slipway.output.CompressionSetting;
import dev.slipway.output.Initrd;
import dev.slipway.output.disk.BootDisk;
import dev.slipway.output.disk.DiskRequest;
import dev.slipway.output.iso.GrubMemory;
import dev.slipway.output.iso.KernelCommandLine;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A disk that BIOS and UEFI start, with Secure Boot, in a file of some kind.
 *
 * @param file the kind
 * @param form of the disk
 * @param compression of the initrd
 * @param bootLoader reference of the image with the boot loaders
 */
record DiskImage(DiskFile file, DiskForm form, CompressionSetting compression, String bootLoader)
        implements OutputFormat {
    /**
     * The settings by the names of the goal's parameters.
     *
     * @param diskSize bytes that the disk has at least
     * @param diskSectorSize bytes of a sector
     */
    public record Settings(CompressionSetting compression, String bootLoader, long diskSize, int diskSectorSize) {}

    static OutputFormat of(String file, FormatSettings settings) {
        return new DiskImage(DiskFile.named(file), settings.disk(), settings.compression(), settings.bootLoader());
    }

    @Override
    public String id() {
        return file.id();
    }

    @Override
    public Record settings() {
        return new Settings(compression, bootLoader, form.size(), form.sectorSize());
    }

    @Override
    public List<OutputKind> kinds() {
        return List.of(file.kind());
    }

    @Override
    public Optional<String> bootLoaderImage() {
        return Optional.of(bootLoader);
    }

    @Override
    public OutputPlan plan(BootableSystem system) throws IOException {
        file.limits().requireSector(file.id(), form);
        Content kernel = system.kernel().orElseThrow(() -> new KernelMissing(system.name()));
        Initrd initrd = system.initrd(compression);
        BootDisk disk = new BootDisk(request(system, kernel, initrd));
        BlockImage image = disk.plan();
        file.limits().requireSize(file.id(), image.size());
        long memory = GrubMemory.needed(kernel.size() + initrd.size());
        DiskIdentity identity = new DiskIdentity(disk.id(), system.timestamp());
        DiskFile.Encoded encoded = file.encoder()
                .encode(new DiskFile.Contents(
                        image, form.sectorSize(), identity, Math.max(memory, system.memoryLimit())));
        String sizes = "disk " + image.size() + " B, kernel " + kernel.size() + " B, initrd " + initrd.size() + " B";
        OutputPlan.Artifact artifact =
                new OutputPlan.Artifact(file.kind(), encoded.size(), encoded.bytes(), List.of(sizes));
        List<String> warnings = GrubMemory.warning(kernel.size(), initrd.size(), system.memoryLimit()).stream()
                .toList();
        return new OutputPlan(List.of(), List.of(artifact), null, warnings);
    }

    private DiskRequest request(BootableSystem system, Content kernel, Initrd initrd) throws IOException {
        // Only PCs have a BIOS, and none of them knows large sectors.
        boolean hasBios = system.architecture().equals("amd64") && form.sectorSize() == 512;
        return new DiskRequest(
                system.timestamp(),
                new DiskRequest.Form(hasBios, form.sectorSize(), file.limits().room(form)),
                system.bootLoader(bootLoader),
                kernel,
                initrd.parts(),
                KernelCommandLine.of(system.commandLine(), system.commandLinePlace()));
    }
}
