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
import dev.slipway.content.Digest;
import dev.slipway.output.iso.FileSet;
import dev.slipway.tree.FileTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One disk for all firmware, with one copy of kernel and initrd.
 *
 * <pre>
 * 0        master boot record with GRUB's first sector, GPT
 * 1 MiB    partition 1, BIOS boot: GRUB's core                  not on a disk that only UEFI starts
 * 2 MiB    partition 2, EFI system, FAT32: see {@link BootFiles}
 * ...      partitions of the system: its root, the root's hash tree, its data
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
    private final FileTree files;

    /**
     * @throws dev.slipway.problem.Problem if a boot loader cannot hand the command line on, or cannot read kernel or initrd, or the
     *     boot loader package has nothing for UEFI
     */
    public BootDisk(DiskRequest request) {
        this.request = request;
        this.id = request.id();
        this.files = request.boot()
                .putInto(
                        new FileSet(request.timestamp()),
                        request.bootLoader(),
                        request.form().hasBios())
                .tree();
    }

    /** Names exactly this disk. */
    public Digest id() {
        return id;
    }

    /** The disk, planned; the boot loaders are read to do so, kernel and initrd are not. */
    public BlockImage plan() throws IOException {
        Slot system = Slot.of(Guid.EFI_SYSTEM, "EFI System", systemPartition());
        if (!request.form().hasBios()) {
            return planned(List.of(system), new byte[0]);
        }
        List<String> modules = new ArrayList<>(MODULES);
        modules.addAll(request.boot().modules());
        CoreImage core = CoreImage.of(new GrubFiles(request.bootLoader()::grubForBios), modules, PREFIX);
        long sector = DiskPlan.FIRST / GptTable.SECTOR;
        BlockImage bios = BlockImage.ofSize(BIOS_BOOT_BYTES).with(0, Piece.of(core.bytes(sector)));
        return planned(List.of(Slot.of(Guid.BIOS_BOOT, "BIOS boot", bios), system), core.bootCode(sector));
    }

    private BlockImage planned(List<Slot> boot, byte[] bootCode) {
        DiskRequest.Form form = request.form();
        List<Slot> slots = new ArrayList<>(boot);
        slots.addAll(request.volumes());
        return DiskPlan.of(new Disk(id, form.sectorSize(), slots, form.room())).image(bootCode);
    }

    private BlockImage systemPartition() {
        int serial = HexFormat.fromHexDigits(id.hex(), 0, 8);
        return new FatWriter(new FatVolume(LABEL, serial, request.timestamp(), files))
                .smallestFat32(DiskPlan.ALIGNMENT, request.form().sectorSize());
    }
}
