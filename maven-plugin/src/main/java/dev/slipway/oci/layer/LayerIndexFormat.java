package dev.slipway.oci.layer;

import dev.slipway.archive.tar.TarMember;
import dev.slipway.content.Digest;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreePath;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An index as bytes: a magic word with the version, the digest and size of the tar, the members, and the sha256 of all that.
 * Numbers take seven bits a byte, the lowest first; texts and digests are bytes behind their count.
 */
final class LayerIndexFormat {
    /** The last byte is the version; it changes with every change of the format, of what is read from a tar, too. */
    private static final byte[] MAGIC = {'S', 'l', 'i', 'p', 'I', 'd', 'x', 1};

    private static final int CHECKSUM = 32;
    private static final TarMember.Kind[] KINDS = TarMember.Kind.values();

    private LayerIndexFormat() {}

    static byte[] write(LayerIndex index) {
        Output out = new Output();
        out.bytes.writeBytes(MAGIC);
        out.digest(index.diffId());
        out.number(index.size());
        out.number(index.members().size());
        index.members().forEach(out::member);
        out.bytes.writeBytes(sha256(out.bytes.toByteArray()));
        return out.bytes.toByteArray();
    }

    static LayerIndex read(byte[] bytes) throws UnreadableLayerIndex {
        int end = bytes.length - CHECKSUM;
        if (end < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new UnreadableLayerIndex("not one of this version");
        }
        byte[] body = Arrays.copyOf(bytes, end);
        if (!Arrays.equals(sha256(body), Arrays.copyOfRange(bytes, end, bytes.length))) {
            throw new UnreadableLayerIndex("damaged");
        }
        try {
            return new Input(ByteBuffer.wrap(body, MAGIC.length, end - MAGIC.length)).index();
        } catch (BufferUnderflowException e) {
            throw new UnreadableLayerIndex("cut");
        } catch (IllegalArgumentException e) {
            // A number that no attribute, digest or member can have.
            throw new UnreadableLayerIndex("damaged");
        }
    }

    private static byte[] sha256(byte[] bytes) {
        return Digest.Algorithm.SHA256.newMessageDigest().digest(bytes);
    }

    private static final class Output {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void member(LayerMember member) {
            TarMember tar = member.tar();
            text(tar.name());
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

        void number(long value) {
            long left = value;
            while ((left & ~0x7fL) != 0) {
                bytes.write((int) (left & 0x7f | 0x80));
                left >>>= 7;
            }
            bytes.write((int) left);
        }

        void digest(Digest digest) {
            bytes.writeBytes(HexFormat.of().parseHex(digest.hex()));
        }

        private void text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            number(utf8.length);
            bytes.writeBytes(utf8);
        }
    }

    private record Input(ByteBuffer bytes) {
        LayerIndex index() {
            Digest diffId = digest();
            long size = number();
            int count = count();
            List<LayerMember> members = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                members.add(member());
            }
            return new LayerIndex(diffId, size, members);
        }

        private LayerMember member() {
            String name = text();
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
            @Nullable Digest digest = kind == TarMember.Kind.FILE ? digest() : null;
            return new LayerMember(tar, digest);
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
            return new Attributes(mode, uid, gid, mtime, xattrs);
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
            byte[] hash = new byte[CHECKSUM];
            bytes.get(hash);
            return Digest.of(hash, Digest.Algorithm.SHA256);
        }

        private String text() {
            byte[] utf8 = new byte[count()];
            bytes.get(utf8);
            return new String(utf8, StandardCharsets.UTF_8);
        }
    }
}
