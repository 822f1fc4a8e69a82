package dev.slipway.store;

import dev.slipway.content.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Another process that uses a store: {@code java StoreProcess <store> <notes> <first> <count> <mode>}. */
final class StoreProcess {
    static final int SIZE = 300_000;

    private StoreProcess() {}

    /** The blob of a number, the same in every process. */
    static byte[] blob(int number) {
        byte[] bytes = new byte[SIZE];
        new Random(number).nextBytes(bytes);
        return bytes;
    }

    /** Puts blobs into the store; leaves a note in a folder for each that it had to bring. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
        Store store = new Store(Path.of(args[0]));
        Path notes = Path.of(args[1]);
        int first = Integer.parseInt(args[2]);
        int end = first + Integer.parseInt(args[3]);
        boolean hang = args[4].equals("hang");
        for (int i = first; i < end; i++) {
            byte[] bytes = blob(i);
            int number = i;
            byte[] read = store.put(Digest.of(bytes), SIZE, () -> {
                        Files.createTempFile(notes, number + "-", hang ? ".hung" : ".brought");
                        InputStream all = new ByteArrayInputStream(bytes);
                        return hang
                                ? new SequenceInputStream(
                                        new ByteArrayInputStream(bytes, 0, SIZE / 2), new Hanging(notes))
                                : all;
                    })
                    .bytes();
            if (!Digest.of(read).equals(Digest.of(bytes))) {
                throw new IOException("wrong bytes");
            }
        }
        System.out.println("done");
    }

    /** A server that stops in the middle. */
    private static final class Hanging extends InputStream {
        private final Path notes;

        Hanging(Path notes) {
            this.notes = notes;
        }

        @Override
        public int read() throws IOException {
            Files.createTempFile(notes, "half", ".way");
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return -1;
        }
    }
}
