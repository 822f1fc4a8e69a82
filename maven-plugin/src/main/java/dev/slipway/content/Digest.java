package dev.slipway.content;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
        SHA256("SHA-256", 64),
        SHA512("SHA-512", 128);

        private final String jcaName;
        private final int digits;

        Algorithm(String jcaName, int digits) {
            this.jcaName = jcaName;
            this.digits = digits;
        }

        /** A fresh hash function of this algorithm. */
        public MessageDigest newMessageDigest() {
            try {
                return MessageDigest.getInstance(jcaName);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has " + jcaName, e);
            }
        }

        /** The digest of some bytes. */
        public Digest of(byte[] bytes) {
            return Digest.of(newMessageDigest().digest(bytes), this);
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
