package dev.slipway.output.iso;

import dev.slipway.content.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's command line as it must arrive, and the place to name if it cannot.
 *
 * @param text of characters; their UTF-8 bytes are what arrives
 * @param where the place where its author wrote it, such as {@code linuxkit.yml:3:12: kernel.cmdline}
 */
public record KernelCommandLine(String text, String where) {
    /** COMMAND_LINE_SIZE of x86 and arm64, without the NUL at the end. */
    static final int KERNEL_BYTES = 2047;

    private static final Pattern SERIAL = Pattern.compile("(?:^|\\s)console=ttyS([0-3])(?:,([0-9]{1,6}))?");

    /** The kernel's own default (8250 driver), in bits per second. */
    private static final int USUAL_SPEED = 9600;

    /** @throws InvalidKernelCommandLine if no boot loader can pass it on */
    public KernelCommandLine {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0' || c == '\n' || c == '\r') {
                throw InvalidKernelCommandLine.at(
                        where, text, i, "no boot loader can pass it to the kernel", "Leave the character out.");
            }
        }
    }

    /**
     * @param bytes as the kernel shall get them
     * @throws InvalidKernelCommandLine if they are no UTF-8, or no boot loader can pass them on
     */
    public static KernelCommandLine of(Content bytes, String where) throws IOException {
        ByteBuffer encoded = ByteBuffer.wrap(bytes.bytes());
        CharBuffer text = CharBuffer.allocate(encoded.capacity());
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(encoded, text, true);
        String decoded = text.flip().toString();
        if (result.isError()) {
            throw InvalidKernelCommandLine.notText(where, decoded);
        }
        return new KernelCommandLine(decoded, where);
    }

    /**
     * The same, if the kernel takes it whole when no boot loader is before it.
     *
     * @throws InvalidKernelCommandLine if it is too long: the kernel would cut it
     */
    public KernelCommandLine requireWhole() {
        if (size() > KERNEL_BYTES) {
            throw InvalidKernelCommandLine.tooLong(this, KERNEL_BYTES, "the kernel");
        }
        return this;
    }

    /** The same with words in front: what its author wrote may end in words that are for the first process. */
    public KernelCommandLine after(String words) {
        return new KernelCommandLine(text.isEmpty() ? words : words + " " + text, where);
    }

    /** Size in bytes. */
    int size() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** A serial line of a PC that the kernel is told to use as its console. */
    record Serial(int port, int speed) {}

    /** The first serial console it names, or null. */
    @Nullable
    Serial serialConsole() {
        Matcher console = SERIAL.matcher(text);
        if (!console.find()) {
            return null;
        }
        String speed = console.group(2);
        return new Serial(Integer.parseInt(console.group(1)), speed == null ? USUAL_SPEED : Integer.parseInt(speed));
    }
}
