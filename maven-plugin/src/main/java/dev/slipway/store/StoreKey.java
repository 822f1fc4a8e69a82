package dev.slipway.store;

import dev.slipway.content.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A user's secret that seals what was derived. It lies outside of the store, so that somebody who can write into the store alone (a
 * shared folder, a cache of a CI server) cannot make a record that says which bytes belong to which inputs. It never has a part in
 * any output.
 */
final class StoreKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final byte[] secret;

    private StoreKey(byte[] secret) {
        this.secret = secret.clone();
    }

    /** The key in a file, which is made if it is not there. Where none can be kept, one that ends with this process. */
    static StoreKey in(Path file) {
        try {
            return new StoreKey(read(file));
        } catch (IOException e) {
            // Then nothing that was derived before is believed: slower, and never wrong.
            return new StoreKey(random());
        }
    }

    private static byte[] read(Path file) throws IOException {
        byte[] bytes = readIfThere(file);
        if (bytes.length == BYTES) {
            return bytes;
        }
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        Path part = folder.resolve(UUID.randomUUID() + ".part");
        try {
            Files.createFile(part, ownerOnly());
            Files.write(part, random(), StandardOpenOption.WRITE);
            AtomicFile.move(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
        // Of processes that do this at the same time, the last one's key stays; what the others seal is made again
        // once.
        byte[] kept = readIfThere(file);
        if (kept.length != BYTES) {
            throw new NoSuchFileException(file.toString());
        }
        return kept;
    }

    private static byte[] readIfThere(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** A name of this key that does not tell it: users of one store keep their seals side by side. */
    String id() {
        return HexFormat.of().formatHex(mac("id"), 0, 8);
    }

    /** Binds what was derived to what it was derived from. */
    String seal(String kind, Digest key, Digest content) {
        return HexFormat.of().formatHex(mac(kind + "\n" + key + "\n" + content));
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
