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
