package dev.slipway.qemu.guest;

import dev.slipway.content.HumanSize;
import dev.slipway.environment.MemorySize;
import dev.slipway.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A disk of the guest, a file of this host.
 *
 * @param size in bytes of a file that is not there yet; 0 if it has to be there
 */
public record GuestDisk(Path file, long size) {
    private static final Pattern FORM = Pattern.compile("(.+):([0-9][0-9A-Za-z]*)");
    private static final byte[] QCOW2 = {'Q', 'F', 'I', (byte) 0xfb};

    /**
     * Reads {@code file[:size]}.
     *
     * @param folder where a relative file lies
     */
    public static GuestDisk parse(String text, Path folder) {
        Matcher matcher = FORM.matcher(text.strip());
        boolean sized = matcher.matches();
        String file = sized ? matcher.group(1) : text.strip();
        long size = sized ? MemorySize.parse(matcher.group(2), "slipway.run.disk '" + text + "'") : 0;
        if (file.isEmpty() || (sized && size == 0)) {
            throw RunSetting.invalid(
                    "disk", text, "this is not a file name with a size", "Write for instance data.img:2G.");
        }
        try {
            return new GuestDisk(folder.resolve(file).toAbsolutePath().normalize(), size);
        } catch (InvalidPathException e) {
            throw RunSetting.invalid(
                    "disk",
                    text,
                    "this cannot be the name of a file on this machine (" + e.getReason() + ")",
                    "Give the file another name, or run Maven where names are UTF-8, such as with LC_ALL=C.UTF-8.");
        }
    }

    /** Makes the file if it is not there; it takes no room until the guest writes. */
    public void create() throws IOException {
        if (Files.isDirectory(file)) {
            throw RunSetting.invalid("disk", file.toString(), "this is a folder", "Name a file, which may be new.");
        }
        if (Files.exists(file) && (Files.size(file) > 0 || size == 0)) {
            return;
        }
        if (size == 0) {
            throw RunSetting.invalid(
                    "disk", file.toString(), "there is no such file", "Add its size: " + file.getFileName() + ":2G.");
        }
        try {
            createEmpty();
        } catch (IOException e) {
            throw Problem.environment(
                    "slipway.run.disk '" + file + "'",
                    "a file of " + HumanSize.of(size) + " cannot be made there: " + e.getMessage(),
                    "Make the disk smaller, or name a file in another folder.",
                    e);
        }
    }

    private void createEmpty() throws IOException {
        Files.createDirectories(file.getParent());
        try (SeekableByteChannel channel = Files.newByteChannel(
                file, StandardOpenOption.CREATE, StandardOpenOption.SPARSE, StandardOpenOption.WRITE)) {
            channel.position(size - 1).write(ByteBuffer.allocate(1));
        }
    }

    /** The options of QEMU for the disk of this number. */
    public List<String> arguments(int number) throws IOException {
        String id = "disk" + number;
        return List.of(
                "-drive",
                "if=none,id=" + id + ",format=" + format() + ",file=" + QemuOption.file(file),
                "-device",
                "virtio-blk-pci,drive=" + id);
    }

    /** QEMU must not guess: a guest could write a header to a raw disk that names another file of the host. */
    private String format() throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return Arrays.equals(stream.readNBytes(QCOW2.length), QCOW2) ? "qcow2" : "raw";
        }
    }
}
