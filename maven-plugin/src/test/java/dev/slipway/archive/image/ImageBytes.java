package dev.slipway.archive.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Images as bytes and files, for tests. */
public final class ImageBytes {
    private ImageBytes() {}

    /** A small image, written to memory. */
    public static byte[] of(BlockImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        image.writeTo(bytes);
        assertThat(bytes.size()).as("the promised size").isEqualTo((int) image.size());
        return bytes.toByteArray();
    }

    /** An image in a file; its zeros take no room on a disk that can do without them. */
    public static Path toFile(BlockImage image, Path file) throws IOException {
        try (SparseOutput out =
                new SparseOutput(Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            image.writeTo(out);
        }
        assertThat(file).hasSize(image.size());
        return file;
    }
}
