package dev.slipway.maven;

import dev.slipway.content.Progress;
import java.io.File;
import java.io.IOException;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.transfer.TransferEvent.EventType;
import org.eclipse.aether.transfer.TransferListener;
import org.eclipse.aether.transfer.TransferResource;

/**
 * What comes over the network, shown by whoever shows Maven's own downloads: the terminal or the IDE, and nobody with
 * {@code --no-transfer-progress} or {@code -q}.
 */
record MavenTransfers(RepositorySystemSession session, TransferListener listener) {
    /** Steps in which progress is told; a terminal shows no finer ones. */
    private static final long STEP = 1 << 18;

    /** @param size in bytes */
    Progress fetching(String from, String what, long size) {
        TransferResource resource = new TransferResource(from, "", what, (File) null, null).setContentLength(size);
        Transfer transfer = new Transfer(resource);
        transfer.tell(EventType.INITIATED, listener::transferInitiated);
        transfer.tell(EventType.STARTED, listener::transferStarted);
        return transfer;
    }

    /** Something the listener is told. */
    private interface Event {
        void tell(TransferEvent event) throws TransferCancelledException;
    }

    /** One download; each is read by one thread. */
    private final class Transfer implements Progress {
        private final TransferResource resource;
        private long bytes;

        Transfer(TransferResource resource) {
            this.resource = resource;
        }

        @Override
        public void reached(long now) {
            boolean step = now / STEP > bytes / STEP;
            bytes = now;
            if (step) {
                tell(EventType.PROGRESSED, listener::transferProgressed);
            }
        }

        @Override
        public void finished() {
            tell(EventType.SUCCEEDED, listener::transferSucceeded);
        }

        @Override
        public void stopped() {
            tell(EventType.FAILED, listener::transferFailed);
        }

        void tell(EventType type, Event event) {
            try {
                event.tell(new TransferEvent.Builder(session, resource)
                        .setType(type)
                        .setRequestType(TransferEvent.RequestType.GET)
                        .setTransferredBytes(bytes)
                        .setException(type == EventType.FAILED ? new IOException("the download is incomplete") : null)
                        .build());
            } catch (TransferCancelledException e) {
                // Who shows a transfer cannot end this one: the build would lack what it is for.
            }
        }
    }
}
