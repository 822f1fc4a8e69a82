package dev.slipway.output.netboot;

import dev.slipway.content.Content;
import dev.slipway.output.iso.BootPaths;
import dev.slipway.output.iso.InvalidKernelCommandLine;
import dev.slipway.output.iso.KernelCommandLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code boot.ipxe}: loads kernel and initrd from where the script itself came from. The word {@code initrd=} is needed by UEFI, and by
 * BIOS it does no harm.
 */
record IpxeScript(KernelCommandLine commandLine) {
    /**
     * What iPXE does not pass on (core/exec.c, core/settings.c): {@code ${name}} is replaced, a word of these ends the command, and one
     * that starts with a hash begins a comment. It has no quotes, and puts one blank between words, whatever was there. A backslash at the
     * end joins the next line (image/script.c).
     */
    private static final Pattern CHANGED =
            Pattern.compile("[\\t\\x0b\\f]| {2}|^ | $|\\$\\{|(?<![^ ])(?:&&|\\|\\||;)(?![^ ])|(?<![^ ])#|\\\\\\z");

    /** @throws InvalidKernelCommandLine if iPXE would change the command line */
    IpxeScript {
        Matcher changed = CHANGED.matcher(commandLine.text());
        if (changed.find()) {
            throw InvalidKernelCommandLine.at(
                    commandLine.where(),
                    commandLine.text(),
                    changed.start(),
                    "iPXE, which starts the kernel from the network, does not pass it on unchanged",
                    "Write one blank between words, and leave out ${, words that start with #, the words &&, || and ;,"
                            + " and a backslash at the end.");
        }
    }

    Content content() {
        String initrd = BootPaths.INITRD.substring(BootPaths.INITRD.lastIndexOf('/') + 1);
        String words = commandLine.text().isEmpty() ? "" : " " + commandLine.text();
        return Content.of("#!ipxe\nkernel " + BootPaths.KERNEL + " initrd=" + initrd + words + "\ninitrd "
                + BootPaths.INITRD + "\nboot\n");
    }
}
