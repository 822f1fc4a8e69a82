package dev.slipway.output.iso;

import dev.slipway.problem.Problem;
import java.nio.charset.StandardCharsets;

/** A boot loader cannot hand a command line to the kernel as it is. */
public final class CommandLineCannotPass extends Problem {
    private static final long serialVersionUID = 1L;

    private CommandLineCannotPass(String where, String what, String next) {
        super(Fault.USER, where, what, next);
    }

    /**
     * @param bytes the command line, one character for each byte
     * @param index of the byte that cannot pass
     */
    static CommandLineCannotPass at(String where, String bytes, int index, String why, String next) {
        byte[] before = bytes.substring(0, index).getBytes(StandardCharsets.ISO_8859_1);
        int position = new String(before, StandardCharsets.UTF_8).codePoints().toArray().length + 1;
        return new CommandLineCannotPass(
                where, "character " + position + " (" + shown(bytes.charAt(index)) + "): " + why, next);
    }

    /** @param room bytes that a boot loader leaves for it */
    static CommandLineCannotPass tooLong(String where, int length, int room, String loader) {
        return new CommandLineCannotPass(
                where,
                "it has " + length + " bytes, and " + loader + " has room for " + room,
                "The kernel takes " + KernelCommandLine.KERNEL_BYTES
                        + " bytes, and a boot loader puts the paths of kernel and initrd"
                        + " in front. Shorten it, or move settings into a file of the image.");
    }

    private static String shown(char c) {
        return c < 0x20 || c > 0x7e ? "byte 0x" + Integer.toHexString(0x100 | c).substring(1) : "'" + c + "'";
    }
}
