package dev.slipway.qemu;

import dev.slipway.qemu.guest.QemuOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The status that a guest ends with: a decimal number which it wrote to the virtio serial port of this name. A machine that is
 * switched off tells nothing by itself.
 */
final class GuestStatus {
    /** As {@code /sys/class/virtio-ports/<port>/name} has it in the guest. */
    private static final String PORT = "dev.slipway.status";

    private static final int MOST_CHARACTERS = 5;

    private final Path file;

    /** @param temporary a folder for what the guest writes */
    GuestStatus(Path temporary) {
        this.file = temporary.resolve("status");
    }

    /** The port, in QEMU's words. */
    List<String> arguments() {
        return List.of(
                "-device",
                "virtio-serial-pci",
                "-chardev",
                "file,id=status,path=" + QemuOption.file(file),
                "-device",
                "virtserialport,chardev=status,name=" + PORT);
    }

    /** What the guest wrote last; 0 if that is nothing, or no number from 0 to 255. */
    int read() throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        String last = text.substring(text.lastIndexOf('\n') + 1).strip();
        boolean number = !last.isEmpty()
                && last.length() < MOST_CHARACTERS
                && last.chars().allMatch(c -> c >= '0' && c <= '9');
        int status = number ? Integer.parseInt(last) : 0;
        return status > 0xff ? 0 : status;
    }
}
