package dev.slipway.registry;

import dev.slipway.content.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells how far a blob is, and gives its place at the gate back when it is closed. */
final class TransferStream extends BulkInputStream {
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
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            leave.run();
            in.close();
        }
    }
}
