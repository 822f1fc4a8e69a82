package dev.slipway.output.iso;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's command line, bytes as they must arrive, and the place to name if they cannot.
 *
 * <p>Held as text of one character for each byte, so that nothing is encoded twice.
 *
 * @param bytes the bytes, one character each (ISO-8859-1)
 * @param where the place where its author wrote it, such as {@code linuxkit.yml:3:12: kernel.cmdline}
 */
public record KernelCommandLine(String bytes, String where) {
    /** COMMAND_LINE_SIZE of x86 and arm64, without the NUL at the end. */
    static final int KERNEL_BYTES = 2047;

    private static final Pattern SERIAL = Pattern.compile("(?:^|\\s)console=ttyS([0-3])(?:,([0-9]{1,6}))?");

    /** The kernel's own default (8250 driver), in bits per second. */
    private static final int USUAL_SPEED = 9600;

    /** @throws CommandLineCannotPass if no boot loader can pass it on */
    public KernelCommandLine {
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c == '\0' || c == '\n' || c == '\r') {
                throw CommandLineCannotPass.at(
                        where, bytes, i, "no boot loader passes it on", "Leave the character out.");
            }
        }
    }

    /** @param bytes as the kernel shall get them */
    public static KernelCommandLine of(byte[] bytes, String where) {
        return new KernelCommandLine(new String(bytes, StandardCharsets.ISO_8859_1), where);
    }

    /** A serial line of a PC that the kernel is told to use as its console. */
    record Serial(int port, int speed) {}

    /** The first serial console it names, or null. */
    @Nullable
    Serial serialConsole() {
        Matcher console = SERIAL.matcher(bytes);
        if (!console.find()) {
            return null;
        }
        String speed = console.group(2);
        return new Serial(Integer.parseInt(console.group(1)), speed == null ? USUAL_SPEED : Integer.parseInt(speed));
    }
}
