package dev.slipway.output.format;

import dev.slipway.archive.disk.DiskIdentity;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.pe.ImageSigning;
import dev.slipway.archive.pe.UnifiedKernelImage;
import dev.slipway.content.Content;
import dev.slipway.output.CompressionSetting;
import dev.slipway.output.disk.BootDisk;
import dev.slipway.output.disk.BootFiles;
import dev.slipway.output.disk.DiskRequest;
import dev.slipway.output.disk.LoaderFiles;
import dev.slipway.output.disk.UnifiedFile;
import dev.slipway.output.iso.BootLoader;
import dev.slipway.output.iso.GrubMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A disk that BIOS and UEFI start, with Secure Boot, in a file of some kind.
 *
 * @param file the kind
 * @param form of the disk
 * @param compression of the initrd
 * @param bootLoader reference of the image with the boot loaders
 * @param ukiKey how the unified kernel image on it is signed, if it has one
 */
record DiskImage(DiskFile file, DiskForm form, CompressionSetting compression, String bootLoader, ImageSigning ukiKey)
        implements OutputFormat {
    private static final long USUAL_MEMORY = 512L << 20;

    /**
     * The settings by the names of the goal's parameters.
     *
     * @param diskSize bytes that the disk has at least
     * @param diskSectorSize bytes of a sector
     * @param diskRoot where the root is
     * @param diskBoot what firmware starts
     * @param diskData bytes that the partition for data has at least
     */
    public record Settings(
            CompressionSetting compression,
            String bootLoader,
            long diskSize,
            int diskSectorSize,
            DiskForm.Root diskRoot,
            DiskForm.Boot diskBoot,
            long diskData,
            ImageSigning ukiKey) {}

    static OutputFormat of(String file, FormatSettings settings) {
        DiskForm form = settings.disk();
        ImageSigning signing =
                form.boot() == DiskForm.Boot.UKI ? settings.signing().get() : ImageSigning.NONE;
        return new DiskImage(DiskFile.named(file), form, settings.compression(), settings.bootLoader(), signing);
    }

    @Override
    public String id() {
        return file.id();
    }

    @Override
    public Record settings() {
        return new Settings(
                compression, bootLoader, form.size(), form.sectorSize(), form.root(), form.boot(), form.data(), ukiKey);
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
    public Optional<CompressionSetting> initrdCompression() {
        return form.root() == DiskForm.Root.INITRD ? Optional.of(compression) : Optional.empty();
    }

    @Override
    public boolean unpacksRoot() {
        return form.root() == DiskForm.Root.INITRD;
    }

    @Override
    public OutputPlan plan(BootableSystem system) throws IOException {
        file.limits().requireSector(file.id(), form);
        Content kernel = system.requireKernel();
        BootLoader loader = system.bootLoader(bootLoader);
        DiskSystem parts = DiskSystem.of(system, form, compression, loader);
        List<String> details = new ArrayList<>();
        BootFiles boot = form.boot() == DiskForm.Boot.UKI
                ? unified(system, loader, parts, details)
                : new LoaderFiles(kernel, parts.initrd(), parts.commandLine());
        BootDisk disk = new BootDisk(new DiskRequest(system.timestamp(), form(system), loader, boot, parts.volumes()));
        BlockImage image = disk.plan();
        file.limits().requireSize(file.id(), image.size());
        long initrd = parts.initrdSize();
        DiskIdentity identity = new DiskIdentity(disk.id(), system.timestamp());
        long memory = Math.max(memory(kernel.size() + initrd), system.memoryLimit());
        DiskFile.Encoded encoded =
                file.encoder().encode(new DiskFile.Contents(image, form.sectorSize(), identity, memory));
        details.add(0, "disk " + image.size() + " B, kernel " + kernel.size() + " B, initrd " + initrd + " B");
        OutputPlan.Artifact artifact = new OutputPlan.Artifact(file.kind(), encoded.size(), encoded.bytes(), details);
        return OutputPlan.of(artifact).withWarnings(warnings(system, kernel, initrd));
    }

    /** The file is read once for its digest, after it was read once for its hash. */
    private UnifiedFile unified(BootableSystem system, BootLoader loader, DiskSystem parts, List<String> details)
            throws IOException {
        UnifiedKernelImage uki = new UkiContents(system)
                .image(system.requireKernel(), Content.concat(parts.initrd()), parts.commandLine(), loader);
        Uki.Signed signed = Uki.Signed.of(uki, ukiKey);
        details.add(signed.report());
        String name = system.architecture().equals("amd64") ? "BOOTX64.EFI" : "BOOTAA64.EFI";
        return new UnifiedFile(
                signed.file().toContent(),
                name,
                part(uki, UkiContents.KERNEL),
                part(uki, UkiContents.INITRD),
                parts.commandLine());
    }

    private static UnifiedFile.Part part(UnifiedKernelImage uki, String section) {
        return uki.placed().stream()
                .filter(placed -> placed.name().equals(section))
                .map(placed -> new UnifiedFile.Part(placed.offset(), placed.size()))
                .findFirst()
                .orElse(new UnifiedFile.Part(0, 0));
    }

    /**
     * Bytes of memory that a machine should have.
     *
     * @param files bytes of kernel and initrd, which say nothing of a system whose root is on the disk
     */
    private long memory(long files) {
        long loading = GrubMemory.needed(files);
        return form.root() == DiskForm.Root.INITRD ? loading : Math.max(loading, USUAL_MEMORY);
    }

    /** GRUB's limits do not count where firmware starts the kernel without GRUB. */
    private List<String> warnings(BootableSystem system, Content kernel, long initrd) throws IOException {
        return form.boot() == DiskForm.Boot.UKI
                ? UkiContents.warnings(kernel)
                : GrubMemory.warnings(kernel.size(), initrd, system.memoryLimit());
    }

    private DiskRequest.Form form(BootableSystem system) {
        // Only PCs have a BIOS, and none of them knows large sectors.
        boolean hasBios = system.architecture().equals("amd64") && form.sectorSize() == 512;
        return new DiskRequest.Form(hasBios, form.sectorSize(), file.limits().room(form));
    }
}
