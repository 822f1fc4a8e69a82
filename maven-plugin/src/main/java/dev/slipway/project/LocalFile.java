package dev.slipway.project;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the project. It is hashed when it is found, so that one which changes during the build is noticed. */
public record LocalFile(Path path, long size, Digest digest) implements Content {
    public static LocalFile of(Path path) throws IOException {
        return new LocalFile(path, Files.size(path), Digest.of(Files.newInputStream(path)));
    }

    @Override
    public InputStream open() throws IOException {
        return new VerifyingInputStream(Files.newInputStream(path), digest, size, path.toString());
    }
}
