package dev.slipway.trust.evidence;

import dev.slipway.content.Digest;
import dev.slipway.content.IOSupplier;
import dev.slipway.problem.Problem;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The only way of this package to the world. An empty answer means that the place was asked and has nothing (404); when it
 * cannot be asked, or answers anything else, an exception says so: silence must not look like "no signature".
 */
public interface Fetcher {
    /**
     * A manifest or index as it is (OCI distribution-spec "Pulling manifests").
     *
     * @param reference tag or digest
     * @param limit more bytes than this need not be read; what is longer is refused
     */
    Optional<byte[]> manifest(Repository repository, String reference, long limit) throws IOException;

    /** A blob as it is ("Pulling blobs"). */
    Optional<byte[]> blob(Repository repository, Digest digest, long limit) throws IOException;

    /**
     * One page of the list of artifacts that refer to a manifest ("Listing Referrers").
     *
     * @param next what the page before gave; null for the first
     * @return empty if the registry does not know this question
     */
    Optional<Page> referrers(Repository repository, Digest subject, @Nullable String next, long limit)
            throws IOException;

    /**
     * A file of a Notary server, below {@code /v2/<GUN>/_trust/tuf/}.
     *
     * @param gun the name the server knows the repository by
     * @param file {@code timestamp.json}, {@code 2.root.json}, {@code targets/releases.<hex>.json}
     */
    Optional<byte[]> metadata(NotaryServer server, String gun, String file, long limit) throws IOException;

    /**
     * A list of revoked certificates, from the address that a certificate names (RFC 5280 4.2.1.13). Whoever implements this must
     * not follow the address into a private network unless the user allowed that.
     */
    Optional<byte[]> revocationList(String url, long limit) throws IOException;

    /**
     * Asks, and rejects what depends on the answer if there is none.
     *
     * @param where what is asked for
     */
    static <T> Optional<T> ask(String where, IOSupplier<Optional<T>> question) {
        try {
            return question.get();
        } catch (IOException e) {
            throw new Rejected(Reason.CANNOT_TELL, where, "could not be fetched: " + e.getMessage(), e);
        } catch (Rejected e) {
            throw e;
        } catch (Problem e) {
            throw new Rejected(Reason.CANNOT_TELL, where, "could not be fetched: " + e.what(), e);
        }
    }

    /**
     * A page of referrers.
     *
     * @param index an OCI index
     * @param next names the following page; null on the last
     */
    record Page(byte[] index, @Nullable String next) {}

    /**
     * A repository in a registry, by its canonical name; mirrors are the implementation's business.
     *
     * @param host {@code docker.io}, {@code registry.corp:5000}
     * @param path {@code linuxkit/kernel}
     */
    record Repository(String host, String path) {
        @Override
        public String toString() {
            return host + "/" + path;
        }
    }

    /**
     * A Notary server.
     *
     * @param url without a slash at the end
     * @param tlsAuthorities PEM of the certificates to trust for TLS; empty for those of the machine
     */
    record NotaryServer(String url, String tlsAuthorities) {}
}
