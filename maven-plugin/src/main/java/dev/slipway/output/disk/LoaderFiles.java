package dev.slipway.output.disk;

import dev.slipway.content.Content;
import dev.slipway.output.iso.BootLoader;
import dev.slipway.output.iso.BootPaths;
import dev.slipway.output.iso.FileSet;
import dev.slipway.output.iso.FileTooLargeForBootLoader;
import dev.slipway.output.iso.Firmware;
import dev.slipway.output.iso.GrubConfig;
import dev.slipway.output.iso.KernelCommandLine;
import java.util.List;

/**
 * shim and GRUB, both signed, kernel and initrd, and the one {@code grub.cfg} that GRUB reads by BIOS and by UEFI.
 *
 * @param kernel a Linux kernel; signed, if Secure Boot shall start it
 * @param initrd its initial RAM disk, in parts that follow one another
 * @param commandLine its command line
 */
public record LoaderFiles(Content kernel, List<Content> initrd, KernelCommandLine commandLine) implements BootFiles {
    public LoaderFiles {
        initrd = List.copyOf(initrd);
    }

    @Override
    public List<String> modules() {
        return List.of();
    }

    @Override
    public String id() {
        StringBuilder text = new StringBuilder(kernel.digest().toString()).append('\n');
        initrd.forEach(part -> text.append(part.digest()).append('\n'));
        return text.append(commandLine.text()).toString();
    }

    @Override
    public FileSet putInto(FileSet files, BootLoader bootLoader, boolean bios) {
        Content whole = Content.concat(initrd);
        bootLoader.requireFor(Firmware.EFI);
        FileTooLargeForBootLoader.require(BootPaths.KERNEL, kernel);
        FileTooLargeForBootLoader.require(BootPaths.INITRD, whole);
        return files.putAll("EFI", bootLoader.efiFiles())
                .put(BootPaths.GRUB_CONFIG, new GrubConfig(commandLine, kernel.size(), whole.size()).starting())
                .put(BootPaths.KERNEL, kernel)
                .put(BootPaths.INITRD, whole);
    }
}
