package dev.slipway.output.iso;

import dev.slipway.problem.Problem;

/** A boot loader cannot hand a command line to the kernel as it is. */
public final class InvalidKernelCommandLine extends Problem {
    private static final long serialVersionUID = 1L;

    private InvalidKernelCommandLine(String where, String what, String next) {
        super(Fault.USER, where, what, next);
    }

    /**
     * One character cannot pass.
     *
     * @param index of the character
     */
    public static InvalidKernelCommandLine at(String where, String text, int index, String why, String next) {
        String what = "character " + position(text, index) + " (" + shown(text.charAt(index)) + "): " + why;
        return new InvalidKernelCommandLine(where, what, next);
    }

    /** @param before what is text, up to the bytes that are none */
    static InvalidKernelCommandLine notText(String where, String before) {
        return new InvalidKernelCommandLine(
                where,
                "character " + position(before, before.length()) + ": the bytes there are not UTF-8",
                "Write the command line in UTF-8.");
    }

    /** @param room bytes that a boot loader leaves for it */
    static InvalidKernelCommandLine tooLong(KernelCommandLine commandLine, int room, String loader) {
        return new InvalidKernelCommandLine(
                commandLine.where(),
                "it has " + commandLine.size() + " bytes, and " + loader + " has room for " + room,
                "The kernel takes " + KernelCommandLine.KERNEL_BYTES
                        + " bytes, and a boot loader puts the paths of kernel and initrd"
                        + " in front. Shorten it, or move settings into a file of the image.");
    }

    private static int position(String text, int index) {
        return text.codePointCount(0, index) + 1;
    }

    private static String shown(char c) {
        return c < 0x20 ? "byte 0x" + Integer.toHexString(0x100 | c).substring(1) : "'" + c + "'";
    }
}
