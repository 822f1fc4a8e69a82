package dev.slipway.output;

import dev.slipway.content.ByteSearch;
import dev.slipway.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version that a kernel image states about itself.
 *
 * @param text as the kernel prints it, {@code 6.1.0-37-cloud-amd64}
 */
public record KernelVersion(int major, int minor, String text) {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\S*");

    /** The x86 boot protocol's header and the version text lie in the first 32 KiB of setup code. */
    private static final int SETUP_SIZE = 0x8000;

    private static final int SIGNATURE_OFFSET = 0x202;
    private static final int SIGNATURE = 0x53726448; // "HdrS"
    private static final int VERSION_POINTER_OFFSET = 0x20e;
    /** The pointer counts from the end of the boot sector (x86 boot protocol, "kernel_version"). */
    private static final int BOOT_SECTOR_SIZE = 0x200;

    private static final byte[] BANNER = "Linux version ".getBytes(StandardCharsets.US_ASCII);

    /** The version of a bzImage, or of an uncompressed image by the banner that it would print; empty if it tells none. */
    public static Optional<KernelVersion> of(Content kernel) throws IOException {
        try (InputStream in = kernel.open()) {
            byte[] setup = in.readNBytes(SETUP_SIZE);
            Optional<KernelVersion> stated = ofBzImage(setup);
            return stated.isPresent() ? stated : ofBanner(setup, in);
        }
    }

    /** Whether this is at least the given version. */
    public boolean atLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || (major == otherMajor && minor >= otherMinor);
    }

    private static Optional<KernelVersion> ofBzImage(byte[] setup) {
        if (setup.length < VERSION_POINTER_OFFSET + 2) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(setup).order(ByteOrder.LITTLE_ENDIAN);
        int pointer = Short.toUnsignedInt(header.getShort(VERSION_POINTER_OFFSET));
        int start = pointer + BOOT_SECTOR_SIZE;
        if (header.getInt(SIGNATURE_OFFSET) != SIGNATURE || pointer == 0 || start >= setup.length) {
            return Optional.empty();
        }
        return parse(textAt(setup, start));
    }

    private static Optional<KernelVersion> ofBanner(byte[] start, InputStream rest) throws IOException {
        byte[] window = start;
        while (true) {
            Optional<KernelVersion> found = firstBanner(window);
            byte[] next = rest.readNBytes(1 << 16);
            if (found.isPresent() || next.length == 0) {
                return found;
            }
            // The banner may lie across the border of two reads.
            int kept = Math.min(window.length, 256);
            byte[] joined = Arrays.copyOfRange(window, window.length - kept, window.length + next.length);
            System.arraycopy(next, 0, joined, kept, next.length);
            window = joined;
        }
    }

    /** A kernel also holds the banner's format string, which has no number behind the words. */
    private static Optional<KernelVersion> firstBanner(byte[] window) {
        for (int at = ByteSearch.indexOf(window, BANNER, 0); at >= 0; at = ByteSearch.indexOf(window, BANNER, at + 1)) {
            Optional<KernelVersion> version = parse(textAt(window, at + BANNER.length));
            if (version.isPresent()) {
                return version;
            }
        }
        return Optional.empty();
    }

    private static Optional<KernelVersion> parse(String text) {
        Matcher version = VERSION.matcher(text);
        return version.lookingAt()
                ? Optional.of(new KernelVersion(
                        Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)), version.group()))
                : Optional.empty();
    }

    private static String textAt(byte[] bytes, int start) {
        int end = start;
        while (end < bytes.length && bytes[end] > ' ' && end - start < 128) {
            end++;
        }
        return new String(bytes, start, end - start, StandardCharsets.US_ASCII);
    }
}
