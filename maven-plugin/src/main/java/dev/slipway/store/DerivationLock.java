package dev.slipway.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held by the one thread of all processes that makes a thing. The operating system frees it when a process dies. Its file is empty and
 * stays: removing it while another process waits for it would leave two locks of one name.
 */
public final class DerivationLock implements AutoCloseable {
    // File locks belong to the process, so its threads need one of their own.
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private static final long PAUSE_MILLIS = 20;

    /** Shorter waits are not worth a line in the log. */
    private static final Duration WORTH_A_WORD = Duration.ofSeconds(2);

    private final ReentrantLock thread;
    private final FileChannel channel;

    private DerivationLock(ReentrantLock thread, FileChannel channel) {
        this.thread = thread;
        this.channel = channel;
    }

    /**
     * Waits until the lock is ours.
     *
     * @param file the lock's file; made if it is not there
     * @param waits is called once if another process holds the lock for more than two seconds
     * @throws IOException if the file cannot be made, or this thread is interrupted
     */
    public static DerivationLock acquire(Path file, Runnable waits) throws IOException {
        Path place = file.toAbsolutePath();
        ReentrantLock thread = THREADS.computeIfAbsent(place, any -> new ReentrantLock());
        thread.lock();
        try {
            Files.createDirectories(Objects.requireNonNull(place.getParent()));
            return new DerivationLock(thread, locked(place, waits));
        } catch (IOException | RuntimeException e) {
            thread.unlock();
            throw e;
        }
    }

    private static FileChannel locked(Path file, Runnable waits) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = isFree(channel);
            for (long waited = 0; !locked; waited += PAUSE_MILLIS) {
                if (waited == WORTH_A_WORD.toMillis()) {
                    waits.run();
                }
                pause();
                locked = isFree(channel);
            }
            return channel;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    /**
     * Takes the lock if it is free. Waiting for it in the operating system would not do: there a lock belongs to a process, so with
     * several threads in each of two processes it sees a deadlock where there is none, and fails the call (EDEADLK, fcntl(2)).
     */
    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // A copy of this class in another class loader of this process holds it.
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for another build", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            thread.unlock();
        }
    }
}
