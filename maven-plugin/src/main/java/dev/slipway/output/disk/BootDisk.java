package dev.slipway.output.disk;

import dev.slipway.archive.fat.FatVolume;
import dev.slipway.archive.fat.FatWriter;
import dev.slipway.archive.fat.VolumeLabel;
import dev.slipway.archive.gpt.GptTable;
import dev.slipway.archive.gpt.Guid;
import dev.slipway.archive.grub.CoreImage;
import dev.slipway.archive.grub.GrubFiles;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Piece;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.output.iso.BootPaths;
import dev.slipway.output.iso.FileSet;
import dev.slipway.output.iso.FileTooLargeForBootLoader;
import dev.slipway.output.iso.Firmware;
import dev.slipway.output.iso.GrubConfig;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;

/**
 * One disk for all firmware, with one copy of kernel and initrd.
 *
 * <pre>
 * 0        master boot record with GRUB's first sector, GPT
 * 1 MiB    partition 1, BIOS boot: GRUB's core                  not on a disk that only UEFI starts
 * 2 MiB    partition 2, EFI system, FAT32: shim and GRUB, both signed; kernel, initrd and the one grub.cfg that both GRUBs read
 * end      backup GPT
 * </pre>
 */
public final class BootDisk {
    /** GRUB's core takes some 140 KB of it. */
    private static final int BIOS_BOOT_BYTES = 1 << 20;

    /** What reads the disk, the table and the file system, and what {@code grub.cfg} has in it; they bring what they need. */
    private static final List<String> MODULES =
            List.of("biosdisk", "part_gpt", "fat", "normal", "linux", "configfile", "echo", "sleep", "halt");

    /** The second partition of the disk that the BIOS started from. */
    private static final String PREFIX = "(,gpt2)/boot/grub";

    private static final VolumeLabel LABEL = new VolumeLabel("EFI");

    private final DiskRequest request;
    private final Digest id;
    private final Content initrd;
    private final Content configuration;

    /**
     * @throws dev.slipway.problem.Problem if GRUB cannot hand the command line on, or cannot read kernel or initrd, or the boot loader
     *     package has nothing for UEFI
     */
    public BootDisk(DiskRequest request) {
        this.request = request;
        this.id = request.id();
        this.initrd = Content.concat(request.initrd());
        request.bootLoader().requireFor(Firmware.EFI);
        FileTooLargeForBootLoader.require(BootPaths.KERNEL, request.kernel());
        FileTooLargeForBootLoader.require(BootPaths.INITRD, initrd);
        this.configuration =
                new GrubConfig(request.commandLine(), request.kernel().size(), initrd.size()).starting();
    }

    /** Names exactly this disk. */
    public Digest id() {
        return id;
    }

    /** The disk, planned; the boot loaders are read to do so, kernel and initrd are not. */
    public BlockImage plan() throws IOException {
        Slot system = new Slot(Guid.EFI_SYSTEM, "EFI System", systemPartition());
        if (!request.form().hasBios()) {
            return planned(List.of(system), new byte[0]);
        }
        CoreImage core = CoreImage.of(new GrubFiles(request.bootLoader()::grubForBios), MODULES, PREFIX);
        long sector = DiskPlan.FIRST / GptTable.SECTOR;
        BlockImage bios = BlockImage.ofSize(BIOS_BOOT_BYTES).with(0, Piece.of(core.bytes(sector)));
        return planned(List.of(new Slot(Guid.BIOS_BOOT, "BIOS boot", bios), system), core.bootCode(sector));
    }

    private BlockImage planned(List<Slot> slots, byte[] bootCode) {
        DiskRequest.Form form = request.form();
        return DiskPlan.of(new Disk(id, form.sectorSize(), slots, form.room())).image(bootCode);
    }

    private BlockImage systemPartition() {
        FileSet files = new FileSet(request.timestamp())
                .putAll("EFI", request.bootLoader().efiFiles())
                .put(BootPaths.GRUB_CONFIG, configuration)
                .put(BootPaths.KERNEL, request.kernel())
                .put(BootPaths.INITRD, initrd);
        int serial = HexFormat.fromHexDigits(id.hex(), 0, 8);
        return new FatWriter(new FatVolume(LABEL, serial, request.timestamp(), files.tree()))
                .smallestFat32(DiskPlan.ALIGNMENT, request.form().sectorSize());
    }
}
