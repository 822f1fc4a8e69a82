package dev.slipway.content;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a content by its hash, {@code algorithm:hex} (OCI image-spec, "Digests").
 *
 * @param algorithm one of the two registered algorithms
 * @param hex lower-case hex of the hash, 64 or 128 digits
 */
public record Digest(Algorithm algorithm, String hex) implements Comparable<Digest> {
    /** Registered algorithms (OCI image-spec, "Registered algorithms"). */
    public enum Algorithm {
        SHA256(HashFunction.SHA256, 64),
        SHA512(HashFunction.SHA512, 128);

        private final HashFunction function;
        private final int digits;

        Algorithm(HashFunction function, int digits) {
            this.function = function;
            this.digits = digits;
        }

        /** A fresh hash function of this algorithm. */
        public MessageDigest newMessageDigest() {
            return function.start();
        }

        /** The digest of some bytes. */
        public Digest of(byte[] bytes) {
            return Digest.of(function.of(bytes), this);
        }

        /** The digest of a stream, read to its end and closed. */
        public Digest of(InputStream stream) throws IOException {
            MessageDigest hash = newMessageDigest();
            byte[] buffer = new byte[1 << 16];
            try (stream) {
                for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                    hash.update(buffer, 0, n);
                }
            }
            return Digest.of(hash.digest(), this);
        }

        /** The name in a digest, {@code sha256}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

    public Digest {
        if (hex.length() != algorithm.digits || !HEX.matcher(hex).matches()) {
            throw new MalformedDigest(algorithm.id() + ":" + hex);
        }
    }

    /** @throws MalformedDigest if the text is not {@code sha256:<64 hex>} or {@code sha512:<128 hex>} */
    public static Digest parse(String text) {
        for (Algorithm algorithm : Algorithm.values()) {
            if (text.startsWith(algorithm.id() + ":")) {
                return new Digest(algorithm, text.substring(algorithm.id().length() + 1));
            }
        }
        throw new MalformedDigest(text);
    }

    /** The sha256 of some bytes. */
    public static Digest of(byte[] bytes) {
        return Algorithm.SHA256.of(bytes);
    }

    /** The sha256 of a stream, read to its end and closed. */
    public static Digest of(InputStream stream) throws IOException {
        return Algorithm.SHA256.of(stream);
    }

    /** A digest from the raw hash. */
    public static Digest of(byte[] hash, Algorithm algorithm) {
        return new Digest(algorithm, HexFormat.of().formatHex(hash));
    }

    /** Whether these are the bytes that it names. */
    public boolean matches(byte[] bytes) {
        return algorithm.of(bytes).equals(this);
    }

    /**
     * Refuses other bytes than those that it names.
     *
     * @param where the place that the bytes came from
     * @throws DigestMismatch if they are others
     */
    public void require(byte[] bytes, String where) {
        Digest actual = algorithm.of(bytes);
        if (!actual.equals(this)) {
            throw new DigestMismatch(where, toString(), actual.toString());
        }
    }

    @Override
    public int compareTo(Digest other) {
        return toString().compareTo(other.toString());
    }

    /** {@code sha256:<hex>}. */
    @Override
    public String toString() {
        return algorithm.id() + ":" + hex;
    }
}
