package dev.slipway.store;

import dev.slipway.content.BlobSink;
import dev.slipway.content.Blobs;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.HashingOutputStream;
import dev.slipway.content.IOConsumer;
import dev.slipway.content.IOSupplier;
import dev.slipway.content.MalformedDigest;
import dev.slipway.content.VerifiedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The content-addressed store on disk. Safe for many threads and many processes. */
public final class Store implements Blobs, BlobSink {
    private final StoreLayout layout;
    private final NewFiles newFiles;
    private final Consumer<Path> waiting;
    private final Path keyFile;
    private @Nullable StoreKey key;

    /** @param root folder; made when something is put into it */
    public Store(Path root) {
        this(root, lock -> {});
    }

    /** @param waiting hears, from many threads, which file another build holds that this one waits for */
    public Store(Path root, Consumer<Path> waiting) {
        this(root, waiting, Path.of(System.getProperty("user.home"), ".slipway", "store.key"));
    }

    /** @param keyFile outside of the store; seals what is derived */
    Store(Path root, Consumer<Path> waiting, Path keyFile) {
        this.waiting = waiting;
        this.layout = new StoreLayout(root.toAbsolutePath());
        this.newFiles = new NewFiles(layout.temporary());
        this.keyFile = keyFile;
    }

    private synchronized StoreKey key() {
        if (key == null) {
            key = StoreKey.in(keyFile);
        }
        return key;
    }

    /** Whether a blob is here. */
    public boolean has(Digest digest) {
        return Files.isRegularFile(layout.blob(digest));
    }

    @Override
    public Optional<Content> find(Digest digest) throws IOException {
        Path file = layout.blob(digest);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StoredContent(file, Files.size(file), digest));
        } catch (NoSuchFileException e) {
            // Dropped by another build since.
            return Optional.empty();
        }
    }

    @Override
    public Content put(Digest digest, long size, IOSupplier<InputStream> source) throws IOException {
        Optional<Content> here = findSized(digest, size);
        if (here.isPresent()) {
            return here.get();
        }
        try (DerivationLock lock = lock(digest.toString())) {
            here = findSized(digest, size);
            if (here.isPresent()) {
                return here.get();
            }
            newFiles.write(sink -> copy(source, digest, size, sink), layout.blob(digest));
        }
        return new StoredContent(layout.blob(digest), size, digest);
    }

    /** Where a blob lies, whether it is there or not. Its bytes are read by {@link #find} only. */
    public Path place(Digest digest) {
        return layout.blob(digest);
    }

    private static void copy(IOSupplier<InputStream> source, Digest digest, long size, OutputStream sink)
            throws IOException {
        try (InputStream in = VerifiedInputStream.of(source.get(), digest, size, digest.toString())) {
            in.transferTo(sink);
        }
    }

    /**
     * A stream over part of a blob, not verified: whoever reads it knows the digest of the part.
     *
     * @param offset first byte
     * @param size bytes from there on
     */
    public InputStream openRegion(Digest blob, long offset, long size) throws IOException {
        return StoredContent.openRegion(layout.blob(blob), offset, size);
    }

    /** Reads a blob to its end and drops it if it is damaged. */
    public boolean isSound(Digest blob) throws IOException {
        Optional<Content> here = find(blob);
        if (here.isEmpty()) {
            return false;
        }
        try {
            here.get().writeTo(OutputStream.nullOutputStream());
            return true;
        } catch (StoreEntryDamaged e) {
            return false;
        }
    }

    /** Bytes that this user may still write to the store's disk. */
    public long freeSpace() throws IOException {
        Path here = layout.root();
        while (!Files.exists(here) && here.getParent() != null) {
            here = here.getParent();
        }
        return Files.getFileStore(here).getUsableSpace();
    }

    /** Stores bytes whose digest is not known before they are written. */
    public Content add(IOConsumer<HashingOutputStream> maker) throws IOException {
        AtomicFile.Written written = newFiles.writeHashed(maker, layout::blob);
        return new StoredContent(layout.blob(written.digest()), written.size(), written.digest());
    }

    /**
     * What was derived under this key before, if it is still here. A name that this user did not seal is not believed: a blob proves
     * that its bytes are whole, and nothing proves that they were made of these inputs.
     */
    public Optional<Content> findDerived(String kind, Digest key) throws IOException {
        try {
            String name = Files.readString(layout.derived(kind, key), StandardCharsets.US_ASCII);
            Digest content = Digest.parse(name.strip());
            String seal = Files.readString(layout.seal(kind, key, key().id()), StandardCharsets.US_ASCII);
            return seal.strip().equals(key().seal(kind, key, content)) ? find(content) : Optional.empty();
        } catch (NoSuchFileException | CharacterCodingException | MalformedDigest e) {
            return Optional.empty();
        }
    }

    /**
     * Gives what is derived from other content, and makes it if it is not here.
     *
     * @param kind what it is, one word
     * @param key names everything that the bytes depend on
     */
    public Content derive(String kind, Digest key, IOConsumer<HashingOutputStream> maker) throws IOException {
        Optional<Content> here = findDerived(kind, key);
        if (here.isPresent()) {
            return here.get();
        }
        try (DerivationLock lock = lock(kind + "-" + key)) {
            here = findDerived(kind, key);
            if (here.isPresent()) {
                return here.get();
            }
            return keep(kind, key, maker);
        }
    }

    /** Keeps bytes under a key, in place of what was kept there before. */
    public Content keep(String kind, Digest key, IOConsumer<HashingOutputStream> maker) throws IOException {
        Content made = add(maker);
        writeLine(made.digest().toString(), layout.derived(kind, key));
        writeLine(key().seal(kind, key, made.digest()), layout.seal(kind, key, key().id()));
        return made;
    }

    private void writeLine(String line, Path place) throws IOException {
        newFiles.write(sink -> sink.write((line + "\n").getBytes(StandardCharsets.US_ASCII)), place);
    }

    private Optional<Content> findSized(Digest digest, long size) throws IOException {
        Optional<Content> here = find(digest);
        if (here.isPresent() && here.get().size() != size) {
            // Cut short by a file system that lost its last writes.
            Files.deleteIfExists(layout.blob(digest));
            return Optional.empty();
        }
        return here;
    }

    private DerivationLock lock(String name) {
        try {
            Path file = layout.lock(name);
            return DerivationLock.acquire(file, () -> waiting.accept(file));
        } catch (IOException e) {
            throw new StoreNotWritten(layout.root(), e);
        }
    }
}
