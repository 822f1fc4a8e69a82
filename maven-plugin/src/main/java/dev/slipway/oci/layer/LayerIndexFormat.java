package dev.slipway.oci.layer;

import dev.slipway.archive.tar.TarMember;
import dev.slipway.content.Digest;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An index as bytes: a magic word with the version, the members, the digest of the tar, its size and the number of members in eight
 * bytes each, and the sha256 of all that. In members, numbers take seven bits a byte, the lowest first; texts are bytes behind their
 * count, and a name leaves out what it shares with the name before.
 */
final class LayerIndexFormat {
    /** The last byte is the version; it changes with every change of the format, of what is read from a tar, too. */
    private static final byte[] MAGIC = {'S', 'l', 'i', 'p', 'I', 'd', 'x', 3};

    private static final int HASH = 32;

    /** Bytes of an index whose members may be held, some thousands: they take a few MiB. */
    private static final int SHORT = 1 << 18;

    /** Digest, size and count, and the checksum. */
    private static final int TRAILER = HASH + 2 * Long.BYTES + HASH;

    private static final TarMember.Kind[] KINDS = TarMember.Kind.values();

    private LayerIndexFormat() {}

    static LayerIndex read(byte[] bytes) throws UnreadableLayerIndex {
        int end = bytes.length - TRAILER;
        if (end < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new UnreadableLayerIndex("not one of this version");
        }
        MessageDigest sha256 = Digest.Algorithm.SHA256.newMessageDigest();
        sha256.update(bytes, 0, bytes.length - HASH);
        if (!Arrays.equals(sha256.digest(), Arrays.copyOfRange(bytes, bytes.length - HASH, bytes.length))) {
            throw new UnreadableLayerIndex("damaged");
        }
        ByteBuffer trailer = ByteBuffer.wrap(bytes, end, TRAILER);
        byte[] hash = new byte[HASH];
        trailer.get(hash);
        LayerIndex index = new LayerIndex(bytes, Digest.of(hash, Digest.Algorithm.SHA256), trailer.getLong());
        return sound(index, bytes, trailer.getLong());
    }

    /** Looks at each member once; whoever goes through them later finds them sound. */
    private static LayerIndex sound(LayerIndex index, byte[] bytes, long count) throws UnreadableLayerIndex {
        try {
            List<LayerMember> held = new ArrayList<>();
            long found = 0;
            for (Iterator<LayerMember> each = members(bytes); each.hasNext(); found++) {
                LayerMember member = each.next();
                if (bytes.length <= SHORT) {
                    held.add(member);
                }
            }
            if (found != count) {
                throw new UnreadableLayerIndex("cut");
            }
            return index.holding(held);
        } catch (BufferUnderflowException e) {
            throw new UnreadableLayerIndex("cut");
        } catch (IllegalArgumentException e) {
            // A number that no attribute, digest or member can have.
            throw new UnreadableLayerIndex("damaged");
        }
    }

    /** @param bytes a whole index */
    static Iterator<LayerMember> members(byte[] bytes) {
        return new Members(ByteBuffer.wrap(bytes, MAGIC.length, bytes.length - MAGIC.length - TRAILER));
    }

    /** Takes the members as they are read, so that none has to be kept. */
    static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private byte[] last = {};
        private long count;

        Writer() {
            bytes.writeBytes(MAGIC);
        }

        void add(LayerMember member) {
            count++;
            TarMember tar = member.tar();
            name(tar.name());
            number(tar.kind().ordinal());
            attributes(tar.attributes());
            text(tar.link());
            number(tar.size());
            number(tar.offset());
            number(tar.major());
            number(tar.minor());
            if (member.digest() != null) {
                digest(member.digest());
            }
        }

        /** The index of all members, of a tar of this digest and size. */
        LayerIndex finish(Digest diffId, long size) {
            digest(diffId);
            bytes.writeBytes(ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(size)
                    .putLong(count)
                    .array());
            bytes.writeBytes(checksum());
            return new LayerIndex(bytes.toByteArray(), diffId, size);
        }

        private byte[] checksum() {
            MessageDigest sha256 = Digest.Algorithm.SHA256.newMessageDigest();
            try {
                bytes.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return sha256.digest();
        }

        private void attributes(Attributes attributes) {
            number(attributes.mode());
            number(attributes.uid());
            number(attributes.gid());
            number(attributes.mtime());
            number(attributes.xattrs().size());
            attributes.xattrs().forEach((name, value) -> {
                text(name);
                text(value);
            });
        }

        private void number(long value) {
            long left = value;
            while ((left & ~0x7fL) != 0) {
                bytes.write((int) (left & 0x7f | 0x80));
                left >>>= 7;
            }
            bytes.write((int) left);
        }

        private void digest(Digest digest) {
            bytes.writeBytes(digest.bytes());
        }

        /** How much of the name before stands in front of this one, and the rest. */
        private void name(String name) {
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            int differs = Arrays.mismatch(utf8, last);
            int shared = differs < 0 ? utf8.length : differs;
            number(shared);
            number(utf8.length - shared);
            bytes.write(utf8, shared, utf8.length - shared);
            last = utf8;
        }

        private void text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            number(utf8.length);
            bytes.writeBytes(utf8);
        }
    }

    private static final class Members implements Iterator<LayerMember> {
        private static final int MAX_KNOWN = 1000;

        private final ByteBuffer bytes;
        private byte[] last = {};

        /** Files of one image have few different attributes between them. */
        private final Map<Attributes, Attributes> known = new HashMap<>();

        Members(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public boolean hasNext() {
            return bytes.hasRemaining();
        }

        @Override
        public LayerMember next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            String name = name();
            if (!TreePath.isClean(name)) {
                throw new IllegalArgumentException("not a clean path: " + name);
            }
            int ordinal = (int) number();
            if (ordinal < 0 || ordinal >= KINDS.length) {
                throw new BufferUnderflowException();
            }
            TarMember.Kind kind = KINDS[ordinal];
            Attributes attributes = attributes();
            TarMember tar = new TarMember(name, kind, attributes, text(), number(), number(), number(), number());
            if (tar.size() < 0 || tar.offset() < 0 || !Node.Device.isPossible(tar.major(), tar.minor())) {
                throw new IllegalArgumentException("no member is like that: " + name);
            }
            return new LayerMember(tar, kind == TarMember.Kind.FILE ? digest() : null);
        }

        private Attributes attributes() {
            int mode = (int) number();
            long uid = number();
            long gid = number();
            long mtime = number();
            SortedMap<String, String> xattrs = new TreeMap<>();
            for (int left = count(); left > 0; left--) {
                xattrs.put(text(), text());
            }
            Attributes read = new Attributes(mode, uid, gid, mtime, xattrs);
            if (known.size() == MAX_KNOWN) {
                known.clear();
            }
            Attributes same = known.putIfAbsent(read, read);
            return same == null ? read : same;
        }

        /** A number of things of which each takes a byte at least. */
        private int count() {
            long count = number();
            if (count < 0 || count > bytes.remaining()) {
                throw new BufferUnderflowException();
            }
            return (int) count;
        }

        private long number() {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte b = bytes.get();
                value |= (long) (b & 0x7f) << shift;
                if (b >= 0) {
                    return value;
                }
            }
        }

        private Digest digest() {
            byte[] hash = new byte[HASH];
            bytes.get(hash);
            return Digest.of(hash, Digest.Algorithm.SHA256);
        }

        private String name() {
            long shared = number();
            if (shared < 0 || shared > last.length) {
                throw new BufferUnderflowException();
            }
            byte[] utf8 = Arrays.copyOf(last, Math.addExact((int) shared, count()));
            bytes.get(utf8, (int) shared, utf8.length - (int) shared);
            last = utf8;
            return new String(utf8, StandardCharsets.UTF_8);
        }

        private String text() {
            byte[] utf8 = new byte[count()];
            bytes.get(utf8);
            return new String(utf8, StandardCharsets.UTF_8);
        }
    }
}
