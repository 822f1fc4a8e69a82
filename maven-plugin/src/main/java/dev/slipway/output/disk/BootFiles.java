package dev.slipway.output.disk;

import dev.slipway.output.iso.BootLoader;
import dev.slipway.output.iso.FileSet;
import java.util.List;

/** What firmware starts a disk by: the files of its EFI system partition. */
public sealed interface BootFiles permits LoaderFiles, UnifiedFile {
    /** Modules that GRUB needs for a BIOS, besides those that every disk needs. */
    List<String> modules();

    /** Names exactly these files, but for those of the boot loader. */
    String id();

    /**
     * Puts the files.
     *
     * @param bios whether a BIOS shall start them, too
     * @throws dev.slipway.problem.Problem if a boot loader cannot hand the command line on, or cannot read a file
     */
    FileSet putInto(FileSet files, BootLoader bootLoader, boolean bios);
}
