package dev.slipway.trust.notary;

import dev.slipway.trust.evidence.Fetcher;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.util.Optional;

/** The files of one repository on a Notary server; none is longer than it may be. */
final class MetadataSource {
    private final Fetcher fetcher;
    private final Fetcher.NotaryServer server;
    private final String gun;

    MetadataSource(Fetcher fetcher, Fetcher.NotaryServer server, String gun) {
        this.fetcher = fetcher;
        this.server = server;
        this.gun = gun;
    }

    Optional<byte[]> find(String file, long limit) {
        String where = file + " of " + gun;
        Optional<byte[]> found = Fetcher.ask(where, () -> fetcher.metadata(server, gun, file, limit));
        if (found.isPresent() && found.get().length > limit) {
            throw new Rejected(Reason.TOO_LARGE, where, "is longer than " + limit + " bytes");
        }
        return found;
    }

    /** A file that others say is there; its length and hashes are checked. */
    byte[] get(String role, FileMeta meta) {
        String file = role + "." + meta.sha256() + ".json";
        if (meta.length() > SignedMetadata.MAX_BYTES) {
            throw new Rejected(Reason.TOO_LARGE, file, "is " + meta.length() + " bytes long");
        }
        byte[] bytes = find(file, meta.length())
                .orElseThrow(() -> new Rejected(
                        Reason.CANNOT_TELL, file + " of " + gun, "is listed, but not on the server " + server.url()));
        meta.require(bytes, file + " of " + gun);
        return bytes;
    }
}
