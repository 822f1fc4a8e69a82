package dev.slipway.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The name of a content by its hash, {@code algorithm:hex} (OCI image-spec, "Digests"). Held as numbers: a tree has one for each file.
 */
public final class Digest implements Comparable<Digest> {
    /** Registered algorithms (OCI image-spec, "Registered algorithms"). */
    public enum Algorithm {
        SHA256(HashFunction.SHA256, 64),
        SHA512(HashFunction.SHA512, 128);

        private final HashFunction function;
        private final int digits;
        private final String id = name().toLowerCase(Locale.ROOT);

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
            return id;
        }
    }

    private static final long[] NONE = {};

    private final Algorithm algorithm;
    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    /** What a sha512 has besides. */
    private final long[] rest;

    /** @param hash as many bytes as the algorithm gives */
    private Digest(Algorithm algorithm, byte[] hash) {
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        this.algorithm = algorithm;
        this.first = bytes.getLong();
        this.second = bytes.getLong();
        this.third = bytes.getLong();
        this.fourth = bytes.getLong();
        this.rest = bytes.hasRemaining() ? new long[bytes.remaining() / Long.BYTES] : NONE;
        bytes.asLongBuffer().get(rest);
    }

    /**
     * A digest by its parts.
     *
     * @param hex lower-case hex of the hash, 64 or 128 digits
     */
    public Digest(Algorithm algorithm, String hex) {
        this(algorithm, parsed(algorithm, hex));
    }

    private static byte[] parsed(Algorithm algorithm, String hex) {
        if (hex.length() != algorithm.digits
                || !hex.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            throw new MalformedDigest(algorithm.id() + ":" + hex);
        }
        return HexFormat.of().parseHex(hex);
    }

    /** One of the two registered algorithms. */
    public Algorithm algorithm() {
        return algorithm;
    }

    /** Lower-case hex of the hash, 64 or 128 digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    /** The raw hash. */
    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(algorithm.digits / 2);
        bytes.putLong(first).putLong(second).putLong(third).putLong(fourth);
        bytes.asLongBuffer().put(rest);
        return bytes.array();
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
        if (hash.length != algorithm.digits / 2) {
            throw new MalformedDigest(algorithm.id() + ":" + HexFormat.of().formatHex(hash));
        }
        return new Digest(algorithm, hash);
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
    public boolean equals(@Nullable Object other) {
        return other instanceof Digest digest
                && algorithm == digest.algorithm
                && first == digest.first
                && second == digest.second
                && third == digest.third
                && fourth == digest.fourth
                && Arrays.equals(rest, digest.rest);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }

    /** The order of the texts. */
    @Override
    public int compareTo(Digest other) {
        int algorithms = algorithm.id().compareTo(other.algorithm.id());
        return algorithms == 0 ? Arrays.compareUnsigned(bytes(), other.bytes()) : algorithms;
    }

    /** {@code sha256:<hex>}. */
    @Override
    public String toString() {
        return algorithm.id() + ":" + hex();
    }
}
