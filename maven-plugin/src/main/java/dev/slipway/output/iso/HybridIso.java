package dev.slipway.output.iso;

import dev.slipway.archive.gpt.GptTable;
import dev.slipway.archive.gpt.Guid;
import dev.slipway.archive.gpt.MasterBootRecord;
import dev.slipway.archive.gpt.Partition;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Piece;
import dev.slipway.archive.iso9660.BootEntry;
import dev.slipway.archive.iso9660.BootPlatform;
import dev.slipway.archive.iso9660.ElTorito;
import dev.slipway.archive.iso9660.Iso9660Writer;
import dev.slipway.archive.iso9660.IsoImage;
import dev.slipway.archive.iso9660.IsoVolume;
import dev.slipway.archive.iso9660.LayoutOptions;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.tree.FileTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays out an image that is an ISO 9660 volume and a disk with a GUID partition table.
 *
 * <pre>
 * 0        master boot record, primary GPT
 * 32 KiB   partition 1: the ISO 9660 volume but for its first 32 KiB; descriptors, directories, kernel, initrd
 * n MiB    partition 2: the EFI system partition (not with firmware bios), a file of the volume as well
 * end      backup GPT, in the last 17 KiB of a MiB of its own
 * </pre>
 *
 * <p>Partitions do not overlap, so that every partitioner finds the table in order. The first one cannot be mounted, since the volume
 * starts with the disk itself; it keeps partitioners from giving the volume's sectors away.
 */
public final class HybridIso {
    static final long ALIGNMENT = 1 << 20;

    /** No emulation: the BIOS loads this much of isolinux, which loads the rest. */
    private static final int ISOLINUX_SECTORS = 4;

    private final IsoRequest request;
    private final Digest id;
    private final String marker;
    private final Content initrd;
    private final FileTree configurations;

    /**
     * @throws InvalidKernelCommandLine if a boot loader cannot hand the command line on
     * @throws BootLoaderIsMissing if the boot loader package is not for the firmware
     * @throws FileTooLargeForBootLoader if kernel or initrd are too large
     */
    public HybridIso(IsoRequest request) {
        this.request = request;
        this.initrd = Content.concat(request.initrd());
        this.id = request.id();
        this.marker = BootPaths.marker(id.hex().substring(0, 32));
        request.bootLoader().requireFor(request.firmware());
        FileTooLargeForBootLoader.require(BootPaths.KERNEL, request.kernel());
        FileTooLargeForBootLoader.require(BootPaths.INITRD, initrd);
        this.configurations = configurations();
    }

    private FileTree configurations() {
        FileSet files = new FileSet(request.timestamp());
        if (request.firmware().hasBios()) {
            files.put(BootPaths.ISOLINUX_CONFIG, new IsolinuxConfig(request.commandLine()).content());
        }
        if (request.firmware().hasEfi()) {
            files.put(
                    BootPaths.GRUB_CONFIG,
                    new GrubConfig(request.commandLine(), request.kernel().size(), initrd.size()).starting());
        }
        return files.tree();
    }

    /** The image, planned; the boot loaders are read to do so, kernel and initrd are not. */
    public BlockImage plan() throws IOException {
        IsoImage iso = new Iso9660Writer(volume()).plan();
        long sectors = iso.image().size() / GptTable.SECTOR;
        GptTable table = table(iso, sectors);
        byte[] code = request.firmware().hasBios() ? diskCode(iso) : new byte[0];
        return iso.image()
                .with(0, Piece.of(new MasterBootRecord(code, sectors).bytes()))
                .with(GptTable.SECTOR, Piece.of(table.primary()))
                .with((sectors - GptTable.SECTORS_AT_END) * GptTable.SECTOR, Piece.of(table.backup()));
    }

    private IsoVolume volume() throws IOException {
        List<BootEntry> entries = new ArrayList<>();
        List<String> last = new ArrayList<>();
        if (request.firmware().hasBios()) {
            entries.add(new BootEntry(BootPlatform.BIOS, BootLoader.ISOLINUX, ISOLINUX_SECTORS, true));
        }
        if (request.firmware().hasEfi()) {
            entries.add(new BootEntry(BootPlatform.EFI, BootPaths.EFI_IMAGE, 0, false));
            last.add(BootPaths.EFI_IMAGE);
        }
        LayoutOptions options = new LayoutOptions(last, ALIGNMENT, GptTable.SECTORS_AT_END * GptTable.SECTOR);
        ElTorito boot = new ElTorito(BootPaths.CATALOG, entries);
        return new IsoVolume(request.volumeId(), request.timestamp(), files(), boot, options);
    }

    private FileTree files() throws IOException {
        FileSet files = new FileSet(request.timestamp())
                .put(BootPaths.KERNEL, request.kernel())
                .put(BootPaths.INITRD, initrd)
                .put(BootPaths.DISK_INFO, Content.of("Slipway " + request.volumeId() + "\n"))
                .put(marker, Content.of(id + "\n"))
                .putAll("", configurations);
        if (request.firmware().hasBios()) {
            files.put(BootLoader.ISOLINUX, request.bootLoader().require(BootLoader.ISOLINUX))
                    .put(BootLoader.LDLINUX, request.bootLoader().require(BootLoader.LDLINUX));
        }
        if (request.firmware().hasEfi()) {
            files.put(BootPaths.EFI_IMAGE, new EfiPartition(request, marker).content());
        }
        return files.tree();
    }

    private GptTable table(IsoImage iso, long sectors) {
        List<Partition> partitions = new ArrayList<>();
        boolean efi = request.firmware().hasEfi();
        long first = IsoImage.SYSTEM_AREA / GptTable.SECTOR;
        long end = (efi ? iso.offsetOf(BootPaths.EFI_IMAGE) : iso.dataEnd()) / GptTable.SECTOR;
        Guid volume = Guid.derived(id, "ISO 9660 partition");
        long attributes = Partition.NO_BLOCK_IO | Partition.READ_ONLY | Partition.NO_DRIVE_LETTER;
        partitions.add(new Partition(Guid.BASIC_DATA, volume, first, end - first, attributes, "ISO 9660"));
        if (efi) {
            Guid system = Guid.derived(id, "EFI system partition");
            long length = iso.sizeOf(BootPaths.EFI_IMAGE) / GptTable.SECTOR;
            partitions.add(new Partition(Guid.EFI_SYSTEM, system, end, length, 0, "EFI System"));
        }
        return new GptTable(Guid.derived(id, "disk"), sectors, partitions);
    }

    private byte[] diskCode(IsoImage iso) throws IOException {
        byte[] code = request.bootLoader().diskCode();
        long sector = iso.offsetOf(BootLoader.ISOLINUX) / GptTable.SECTOR;
        return ByteBuffer.wrap(code)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(BootLoader.SECTOR_OFFSET, sector)
                .array();
    }
}
