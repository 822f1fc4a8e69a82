package dev.slipway.output.iso;

import dev.slipway.content.Content;

/** {@code grub.cfg}, once on the ISO 9660 file system, which starts the kernel, and once beside GRUB, which leads to it. */
public final class GrubConfig {
    /** Somebody may sit before the machine: the sentence stays for half a minute before the power goes off. */
    private static final int SECONDS_TO_READ = 30;

    private final KernelCommandLine commandLine;
    private final long initrdSize;
    private final long kernelSize;

    /**
     * @param kernelSize bytes of the kernel
     * @param initrdSize bytes of the initrd
     */
    public GrubConfig(KernelCommandLine commandLine, long kernelSize, long initrdSize) {
        this.commandLine = commandLine;
        this.kernelSize = kernelSize;
        this.initrdSize = initrdSize;
    }

    /**
     * Starts the kernel at once: without a menu entry there is no menu. The console is the firmware's. Where the initrd does not fit
     * into GRUB's memory, the kernel does not start: without an initrd it could only panic about a root file system.
     *
     * @throws InvalidKernelCommandLine if GRUB cannot be made to pass the command line on
     */
    public Content starting() {
        return Content.of(starting("/" + BootPaths.KERNEL, "/" + BootPaths.INITRD));
    }

    /**
     * The same of a kernel and an initrd that are parts of a unified kernel image.
     *
     * @param image path of the image
     * @param kernel its sectors, as GRUB writes blocks of the device {@code image}
     * @param initrd its sectors
     * @throws InvalidKernelCommandLine if GRUB cannot be made to pass the command line on
     */
    public Content startingUnified(String image, String kernel, String initrd) {
        return Content.of("loopback image /" + image + "\n" + starting(kernel, initrd));
    }

    private String starting(String kernel, String initrd) {
        // GRUB counts the NUL, and forgets one of BOOT_IMAGE's (loader/i386/efi/linux.c).
        int most = KernelCommandLine.KERNEL_BYTES - 1 - ("BOOT_IMAGE=" + kernel + " ").length();
        if (commandLine.size() > most) {
            throw InvalidKernelCommandLine.tooLong(commandLine, most, "GRUB");
        }
        StringBuilder text = new StringBuilder("linux " + kernel);
        GrubWords.of(commandLine).forEach(word -> text.append(' ').append(quoted(word)));
        text.append("\nif initrd ").append(initrd).append("; then boot; else\n");
        text.append("  echo '").append(sentence()).append("'\n");
        text.append("  sleep ").append(SECONDS_TO_READ).append("\n  halt\nfi\n");
        return text.toString();
    }

    private String sentence() {
        return "The system cannot start: its initrd of " + GrubMemory.mebibytes(initrdSize)
                + " MiB cannot be read, or does not fit into memory. By UEFI, GRUB can use a quarter of the memory:"
                + " give the machine "
                + GrubMemory.mebibytes(GrubMemory.needed(kernelSize + initrdSize)) + " MiB or more.";
    }

    /**
     * Leads from the EFI system partition to the image it is part of. Debian's GRUB would take the first file system with a
     * {@code /.disk/info}, and so another image if there are two in a machine.
     *
     * @param marker a file that only this image has
     */
    static Content leading(String marker) {
        return Content.of("search --no-floppy --file --set=root /" + marker + "\n"
                + "set prefix=($root)/boot/grub\n"
                + "source $prefix/grub.cfg\n");
    }

    // Nothing means anything between single quotes, and a single quote itself goes outside of them with a backslash.
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
