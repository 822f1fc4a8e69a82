package dev.slipway.output.iso;

import dev.slipway.content.Content;
import java.util.List;

/** {@code grub.cfg}, once on the ISO 9660 file system, which starts the kernel, and once beside GRUB, which leads to it. */
final class GrubConfig {
    private static final String IN_FRONT = "BOOT_IMAGE=/" + BootPaths.KERNEL + " ";

    /** GRUB counts the NUL, and forgets one of BOOT_IMAGE's ({@code loader/i386/efi/linux.c}). */
    private static final int ROOM = KernelCommandLine.KERNEL_BYTES - 1 - IN_FRONT.length();

    private final List<String> words;

    /** @throws CommandLineCannotPass if GRUB cannot be made to pass the command line on */
    GrubConfig(KernelCommandLine commandLine) {
        if (commandLine.size() > ROOM) {
            throw CommandLineCannotPass.tooLong(commandLine, ROOM, "GRUB");
        }
        this.words = GrubWords.of(commandLine);
    }

    /** Starts the kernel at once: without a menu entry there is no menu. The console is the firmware's. */
    Content starting() {
        StringBuilder text = new StringBuilder("linux /" + BootPaths.KERNEL);
        words.forEach(word -> text.append(' ').append(quoted(word)));
        text.append("\ninitrd /").append(BootPaths.INITRD).append("\nboot\n");
        return Content.of(text.toString());
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
