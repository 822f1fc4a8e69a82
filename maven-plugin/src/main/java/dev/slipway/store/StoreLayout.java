package dev.slipway.store;

import dev.slipway.content.Digest;
import java.nio.file.Path;

/** Where things lie below a store's root; nothing else knows. */
record StoreLayout(Path root) {
    /** A blob: {@code blobs/sha256/ab/abcd...}. */
    Path blob(Digest digest) {
        return below("blobs", digest);
    }

    /** A derived thing's name, a file with the digest of the blob that it stands for: {@code derived/segment/sha256/ab/abcd...}. */
    Path derived(String kind, Digest key) {
        return below("derived/" + kind, key);
    }

    /** The proof that a derived thing's name was written by the owner of a key. */
    Path seal(String kind, Digest key, String keyId) {
        Path name = below("seals/" + kind, key);
        return name.resolveSibling(name.getFileName() + "-" + keyId);
    }

    /** What processes lock while they make a thing. */
    Path lock(String name) {
        return root.resolve("locks").resolve(name.replace(':', '-').replace('/', '-'));
    }

    /** Files that have no name yet. */
    Path temporary() {
        return root.resolve("tmp");
    }

    private Path below(String shelf, Digest digest) {
        return root.resolve(shelf)
                .resolve(digest.algorithm().id())
                .resolve(digest.hex().substring(0, 2))
                .resolve(digest.hex());
    }
}
