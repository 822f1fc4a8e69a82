package dev.slipway.output.netboot;

import dev.slipway.content.Content;
import dev.slipway.output.iso.BootLoader;
import dev.slipway.output.iso.BootPaths;
import dev.slipway.output.iso.FileTooLargeForBootLoader;
import dev.slipway.output.iso.GrubConfig;
import dev.slipway.output.iso.KernelCommandLine;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files below the root of a server. Three ways lead to the same kernel and initrd:
 *
 * <pre>
 * boot.ipxe                   for iPXE, by BIOS and by UEFI
 * shimx64.efi                 for UEFI with Secure Boot: shim fetches grubx64.efi from beside it,
 * grubx64.efi                 and that reads
 * grub/grub.cfg
 * boot/kernel, boot/initrd.img
 * </pre>
 *
 * @param bootLoader where shim and GRUB come from
 */
public record NetbootFiles(KernelCommandLine commandLine, Content kernel, Content initrd, BootLoader bootLoader) {
    private static final String SCRIPT = "boot.ipxe";

    /** Where Debian's GRUB for networks looks for its configuration. */
    private static final String GRUB_CONFIG = "grub/grub.cfg";

    /**
     * Contents by path.
     *
     * @throws dev.slipway.problem.Problem if a boot loader cannot hand the command line on, or cannot read kernel or initrd, or the
     *     package has none for networks
     */
    public SortedMap<String, Content> files() {
        FileTooLargeForBootLoader.require(BootPaths.KERNEL, kernel);
        FileTooLargeForBootLoader.require(BootPaths.INITRD, initrd);
        SortedMap<String, Content> files = new TreeMap<>(bootLoader.networkPrograms());
        files.put(GRUB_CONFIG, new GrubConfig(commandLine, kernel.size(), initrd.size()).starting());
        files.put(SCRIPT, new IpxeScript(commandLine).content());
        files.put(BootPaths.KERNEL, kernel);
        files.put(BootPaths.INITRD, initrd);
        return Collections.unmodifiableSortedMap(files);
    }
}
