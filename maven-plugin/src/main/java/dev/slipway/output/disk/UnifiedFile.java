package dev.slipway.output.disk;

import dev.slipway.archive.gpt.GptTable;
import dev.slipway.content.Content;
import dev.slipway.output.iso.BootLoader;
import dev.slipway.output.iso.BootPaths;
import dev.slipway.output.iso.FileSet;
import dev.slipway.output.iso.FileTooLargeForBootLoader;
import dev.slipway.output.iso.GrubConfig;
import dev.slipway.output.iso.KernelCommandLine;
import java.util.List;

/**
 * A unified kernel image, which UEFI starts without any other file. For a BIOS, GRUB reads kernel and initrd out of it.
 *
 * @param file the image
 * @param name that UEFI looks for, {@code BOOTX64.EFI} or its like
 * @param kernel where in the file the kernel lies
 * @param initrd where in the file the initrd lies
 * @param commandLine that the file holds
 */
public record UnifiedFile(Content file, String name, Part kernel, Part initrd, KernelCommandLine commandLine)
        implements BootFiles {
    /**
     * A part of the file.
     *
     * @param offset in bytes, a multiple of 512
     * @param size in bytes, a multiple of 512; what is too much are zeros, which harm nobody
     */
    public record Part(long offset, long size) {
        public Part {
            if (offset % GptTable.SECTOR != 0 || size % GptTable.SECTOR != 0) {
                throw new IllegalArgumentException("not of whole sectors: " + offset + ", " + size);
            }
        }

        private String blocks(String device) {
            return "(" + device + ")" + offset / GptTable.SECTOR + "+" + size / GptTable.SECTOR;
        }
    }

    @Override
    public List<String> modules() {
        return List.of("loopback");
    }

    /** What the parts are says the file. */
    @Override
    public String id() {
        return "unified " + name + " " + file.digest();
    }

    @Override
    public FileSet putInto(FileSet files, BootLoader bootLoader, boolean bios) {
        String path = "EFI/BOOT/" + name;
        FileTooLargeForBootLoader.require(path, file);
        commandLine.requireWhole();
        if (bios) {
            files.put(
                    BootPaths.GRUB_CONFIG,
                    new GrubConfig(commandLine, kernel.size(), initrd.size())
                            .startingUnified(path, kernel.blocks("image"), initrd.blocks("image")));
        }
        return files.put(path, file);
    }
}
