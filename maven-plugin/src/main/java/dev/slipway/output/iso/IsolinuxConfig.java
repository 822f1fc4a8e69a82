package dev.slipway.output.iso;

import dev.slipway.content.Content;

/**
 * {@code isolinux.cfg}. Isolinux takes the rest of an APPEND line as it is, whatever is in it, from the first character that is no
 * white space (Syslinux 6, {@code readconfig.c}); with the initrd's name in front, a blank at the command line's start stays too.
 */
final class IsolinuxConfig {
    private static final String APPEND = "initrd=/" + BootPaths.INITRD + " ";

    /** What the kernel sees before the command line. */
    private static final String IN_FRONT = "BOOT_IMAGE=/" + BootPaths.KERNEL + " " + APPEND;

    /** Syslinux takes the kernel's limit as one that includes the NUL ({@code load_linux.c}), and so is stricter by one byte. */
    private static final int MAX_COMMAND_LINE_BYTES = KernelCommandLine.KERNEL_BYTES - 1 - IN_FRONT.length();

    private final KernelCommandLine commandLine;

    /** @throws InvalidKernelCommandLine if the command line is too long */
    IsolinuxConfig(KernelCommandLine commandLine) {
        if (commandLine.size() > MAX_COMMAND_LINE_BYTES) {
            throw InvalidKernelCommandLine.tooLong(commandLine, MAX_COMMAND_LINE_BYTES, "isolinux");
        }
        this.commandLine = commandLine;
    }

    Content content() {
        StringBuilder text = new StringBuilder();
        KernelCommandLine.Serial serial = commandLine.serialConsole();
        if (serial != null) {
            text.append("SERIAL ")
                    .append(serial.port())
                    .append(' ')
                    .append(serial.speed())
                    .append('\n');
        }
        text.append("DEFAULT linux\nPROMPT 0\nTIMEOUT 0\nLABEL linux\n");
        text.append("  LINUX /").append(BootPaths.KERNEL).append('\n');
        text.append("  APPEND ").append(APPEND).append(commandLine.text()).append('\n');
        return Content.of(text.toString());
    }
}
