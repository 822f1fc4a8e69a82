package dev.slipway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.DigestMismatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private static final byte[] BYTES = "some layer".getBytes(StandardCharsets.US_ASCII);
    private static final Digest DIGEST = Digest.of(BYTES);

    @TempDir
    private Path root;

    private Store store = new Store(Path.of("unset"));

    @BeforeEach
    void open() {
        store = new Store(root);
    }

    @Test
    void whatWasPutIsFoundAndNotAskedForAgain() throws IOException {
        assertThat(store.find(DIGEST)).isEmpty();
        put();
        assertThat(store.find(DIGEST).orElseThrow().bytes()).isEqualTo(BYTES);
        Content again = store.put(DIGEST, BYTES.length, () -> {
            throw new AssertionError("asked again");
        });
        assertThat(again.bytes()).isEqualTo(BYTES);
    }

    @Test
    void nothingIsKeptOfWrongBytes() throws IOException {
        for (byte[] wrong : new byte[][] {
            "some Layer".getBytes(StandardCharsets.US_ASCII), {}, "some layers".getBytes(StandardCharsets.US_ASCII)
        }) {
            assertThatThrownBy(() -> store.put(DIGEST, BYTES.length, () -> new ByteArrayInputStream(wrong)))
                    .isInstanceOf(DigestMismatch.class)
                    .hasMessageContaining(DIGEST.toString());
        }
        assertThat(store.find(DIGEST)).isEmpty();
        assertThat(filesBelow("tmp")).isEmpty();
        assertThat(filesBelow("blobs")).isEmpty();
    }

    @Test
    void aDamagedFileIsNoticedDroppedAndBroughtAnew() throws IOException {
        put();
        Path file = onlyFile("blobs");
        Files.writeString(file, "some lAyer");
        Content damaged = store.find(DIGEST).orElseThrow();
        assertThatThrownBy(damaged::bytes)
                .isInstanceOf(StoreEntryDamaged.class)
                .hasMessageContaining("Run the build again");
        assertThat(file).doesNotExist();
        assertThat(put().bytes()).isEqualTo(BYTES);
    }

    @Test
    void aFileThatIsTooShortIsBroughtAnew() throws IOException {
        put();
        Files.writeString(onlyFile("blobs"), "some");
        assertThat(put().bytes()).isEqualTo(BYTES);
    }

    @Test
    void aRegionIsReadWhereItLies() throws IOException {
        put();
        assertThat(store.openRegion(DIGEST, 5, 3).readAllBytes()).asString().isEqualTo("lay");
        assertThat(store.isSound(DIGEST)).isTrue();
        Files.writeString(onlyFile("blobs"), "some lAyer");
        assertThat(store.isSound(DIGEST)).isFalse();
        assertThat(store.find(DIGEST)).isEmpty();
    }

    @Test
    void derivedThingsAreMadeOnce() throws IOException {
        AtomicInteger made = new AtomicInteger();
        Digest key = Digest.of(new byte[] {1});
        for (int i = 0; i < 3; i++) {
            Content content = store.derive("segment", key, sink -> {
                made.incrementAndGet();
                sink.write(BYTES);
            });
            assertThat(content.bytes()).isEqualTo(BYTES);
        }
        assertThat(made).hasValue(1);
        Files.delete(onlyFile("blobs"));
        store.derive("segment", key, sink -> {
            made.incrementAndGet();
            sink.write(BYTES);
        });
        assertThat(made).hasValue(2);
    }

    @Test
    void aNameThatSomebodyElseWroteIsNotBelieved() throws IOException {
        Digest key = Digest.of(new byte[] {1});
        Digest otherKey = Digest.of(new byte[] {2});
        Content evil = store.add(sink -> sink.write("evil".getBytes(StandardCharsets.US_ASCII)));
        store.derive("segment", key, sink -> sink.write(BYTES));
        store.derive("segment", otherKey, sink -> sink.write(2));
        Path name = below("derived/segment", key);
        Path seal = below("seals/segment", key);
        String good = Files.readString(name);

        // Another blob that is whole; the same with the seal of another key; no seal; the record of another user's
        // store.
        Files.writeString(name, evil.digest() + "\n");
        assertThat(store.findDerived("segment", key)).isEmpty();
        Files.copy(below("derived/segment", otherKey), name, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(below("seals/segment", otherKey), seal, StandardCopyOption.REPLACE_EXISTING);
        assertThat(store.findDerived("segment", key)).isEmpty();
        assertThat(store.derive("segment", key, sink -> sink.write(BYTES)).bytes())
                .isEqualTo(BYTES);
        assertThat(name).hasContent(good.strip());
        assertThat(store.findDerived("segment", key)).isPresent();
        Files.delete(seal);
        assertThat(store.findDerived("segment", key)).isEmpty();
        new Store(root, lock -> {}, root.resolveSibling("another.key"))
                .derive("segment", key, sink -> sink.write(BYTES));
        assertThat(store.findDerived("segment", key)).isEmpty();
        store.derive("segment", key, sink -> sink.write(BYTES));
        assertThat(new Store(root, lock -> {}, root.resolveSibling("another.key")).findDerived("segment", key))
                .as("each user has a seal of its own")
                .isPresent();
        assertThat(new Store(root, lock -> {}, root.resolve("a file/key")).findDerived("segment", key))
                .isEmpty();
    }

    private Path below(String shelf, Digest key) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(shelf))) {
            return files.filter(file -> file.getFileName().toString().startsWith(key.hex()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void manyThreadsBringOneBlobOnce() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<byte[]>> results = new ArrayList<>();
        Callable<byte[]> task = () -> new Store(root)
                .put(DIGEST, BYTES.length, () -> {
                    opened.incrementAndGet();
                    pause();
                    return new ByteArrayInputStream(BYTES);
                })
                .bytes();
        for (int i = 0; i < 64; i++) {
            results.add(threads.submit(task));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        for (Future<byte[]> result : results) {
            assertThat(result.get()).isEqualTo(BYTES);
        }
        assertThat(opened).hasValue(1);
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(root.resolve("file"));
        Store inFile = new Store(file.resolve("store"));
        assertThatThrownBy(() -> inFile.put(DIGEST, BYTES.length, () -> new ByteArrayInputStream(BYTES)))
                .isInstanceOf(StoreNotWritten.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("-Dslipway.store");
    }

    private Content put() throws IOException {
        return store.put(DIGEST, BYTES.length, () -> new ByteArrayInputStream(BYTES));
    }

    private Path onlyFile(String shelf) throws IOException {
        List<Path> files = filesBelow(shelf);
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    private List<Path> filesBelow(String shelf) throws IOException {
        Path folder = root.resolve(shelf);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
