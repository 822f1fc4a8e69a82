package dev.slipway.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells how far a blob is, and gives its place at the gate back when it is closed. */
final class TransferStream extends FilterInputStream {
    private final RegistryEvents events;
    private final RegistryEvents.Transfer transfer;
    private final Runnable leave;
    private long count;
    private boolean finished;
    private boolean closed;

    /** @param in verified, so that its end means success */
    TransferStream(InputStream in, RegistryEvents events, RegistryEvents.Transfer transfer, Runnable leave) {
        super(in);
        this.events = events;
        this.transfer = transfer;
        this.leave = leave;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
            count += n;
            events.progressed(transfer, count);
        }
        if (count == transfer.size() && !finished && length > 0) {
            finished = true;
            events.finished(transfer);
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        byte[] buffer = new byte[(int) Math.min(8192, Math.max(n, 1))];
        return n <= 0 ? 0 : Math.max(0, read(buffer, 0, buffer.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            leave.run();
            in.close();
        }
    }
}
