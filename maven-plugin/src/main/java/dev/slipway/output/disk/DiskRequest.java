package dev.slipway.output.disk;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.output.iso.BootLoader;
import dev.slipway.output.iso.KernelCommandLine;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a disk with a system is made of; nothing else is on it.
 *
 * @param timestamp of every file, in seconds since 1970-01-01T00:00:00Z
 * @param form of the disk
 * @param bootLoader where the boot loaders come from
 * @param boot what firmware starts
 * @param volumes partitions of the system, each with an identifier that follows from its content
 */
public record DiskRequest(long timestamp, Form form, BootLoader bootLoader, BootFiles boot, List<Slot> volumes) {
    public DiskRequest {
        volumes = List.copyOf(volumes);
    }

    /** A disk that holds kernel and initrd, and nothing besides. */
    public DiskRequest(
            long timestamp,
            Form form,
            BootLoader bootLoader,
            Content kernel,
            List<Content> initrd,
            KernelCommandLine commandLine) {
        this(timestamp, form, bootLoader, new LoaderFiles(kernel, initrd, commandLine), List.of());
    }

    /**
     * The form of a disk.
     *
     * @param hasBios whether a BIOS can start it too; UEFI always can
     * @param sectorSize bytes of a sector, 512 or 4096
     * @param room how large it has to be
     */
    public record Form(boolean hasBios, int sectorSize, Disk.Room room) {
        public Form {
            if (hasBios && sectorSize != 512) {
                throw new IllegalArgumentException("a BIOS knows no sectors of " + sectorSize + " bytes");
            }
        }
    }

    /** A name for exactly this disk, from which all its identifiers are derived. */
    Digest id() {
        StringBuilder text = new StringBuilder("slipway disk 1\n");
        text.append(timestamp).append('\n').append(form).append('\n');
        text.append(bootLoader.diskId()).append('\n').append(boot.id());
        for (Slot volume : volumes) {
            text.append('\n').append(volume.name()).append(' ').append(volume.id());
            text.append(' ').append(volume.least());
        }
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
