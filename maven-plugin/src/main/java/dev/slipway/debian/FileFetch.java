package dev.slipway.debian;

import dev.slipway.content.BlobSink;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.Progress;
import dev.slipway.content.ProgressInputStream;
import dev.slipway.content.VerifyingInputStream;
import dev.slipway.environment.BuildLog;
import dev.slipway.problem.Problem;
import dev.slipway.problem.SafeText;
import dev.slipway.registry.FileDownload;
import dev.slipway.registry.FileNotSent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fetches pinned files. */
public final class FileFetch {
    private final FileDownload download;
    private final boolean offline;
    private final BuildLog log;

    public FileFetch(FileDownload download, boolean offline, BuildLog log) {
        this.download = download;
        this.offline = offline;
        this.log = log;
    }

    /**
     * What a file must be.
     *
     * @param size in bytes
     */
    record Pinned(Digest digest, long size) {}

    /**
     * Refuses in an offline build.
     *
     * @throws OfflineFetchRefused naming what is missing
     */
    public void requireOnline(String what, Digest digest) {
        if (offline) {
            throw new OfflineFetchRefused(what, digest);
        }
    }

    /**
     * Brings a file of known size into the store.
     *
     * @param what names the file in messages
     * @throws FileNotFetched if the server does not give it
     */
    Content into(BlobSink sink, URI address, String what, Pinned pinned) throws IOException {
        return download.retrying(
                what,
                (attempts, cause) -> new FileNotFetched(what, address, attempts, cause),
                () -> sink.put(pinned.digest(), pinned.size(), () -> open(address, what, pinned)));
    }

    private InputStream open(URI address, String what, Pinned pinned) throws IOException {
        // Verified here, because the sink cannot say which package it was.
        VerifyingInputStream verified = new VerifyingInputStream(
                download.open(address), pinned.digest(), pinned.size(), what + " from " + SafeText.address(address));
        Progress progress = log.fetching(address.getHost(), what, pinned.size());
        return new ProgressInputStream(verified, pinned.size(), progress, () -> {});
    }

    /**
     * Brings a file of unknown size to a place. Its digest is the reader's to check.
     *
     * @param file created, or overwritten
     */
    public void to(Path file, URI address, String what) throws IOException {
        download.retrying(what, (attempts, cause) -> new FileNotFetched(what, address, attempts, cause), () -> {
            try (InputStream in = download.open(address);
                    OutputStream out = Files.newOutputStream(file)) {
                return in.transferTo(out);
            }
        });
    }

    /** Something is not in the store, and the build must not go and get it. */
    static final class OfflineFetchRefused extends Problem {
        private static final long serialVersionUID = 1L;

        OfflineFetchRefused(String what, Digest digest) {
            super(
                    Fault.USER,
                    what,
                    digest + " is not in the store, and an offline build (-o) downloads nothing",
                    "Run once without -o: mvn slipway:package");
        }
    }

    /** A server does not give a file. */
    static final class FileNotFetched extends Problem {
        private static final long serialVersionUID = 1L;

        private final boolean gone;

        FileNotFetched(String what, URI address, int attempts, IOException cause) {
            super(
                    Fault.ENVIRONMENT,
                    what,
                    SafeText.address(address) + " could not be downloaded ("
                            + (attempts == 1 ? "one attempt" : attempts + " attempts") + "): "
                            + FileDownload.reason(cause),
                    "Check the network and <proxies> in settings.xml; for Debian packages, another archive can be"
                            + " named with -Dslipway.debianMirror=<address>.",
                    cause);
            this.gone = cause instanceof FileNotSent answer && answer.gone();
        }

        /** Whether the server says that it has no such file. */
        boolean gone() {
            return gone;
        }
    }
}
