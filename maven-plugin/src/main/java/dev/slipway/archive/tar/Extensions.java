package dev.slipway.archive.tar;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What headers before a member's own say about it. Of a name or number that is written several times, only the one that counts
 * is looked at: the others may be cut in the middle of a character.
 */
final class Extensions {
    /** An honest member has one of each kind. */
    private static final int MAX_HEADERS = 64;

    private final PaxRecords pax;
    private final TarText text;
    private int headers;
    private Optional<byte[]> name = Optional.empty();
    private Optional<byte[]> link = Optional.empty();

    /** @param global holds for all members */
    Extensions(PaxRecords global, TarText text) {
        this.pax = new PaxRecords(global);
        this.text = text;
    }

    /** Counts a header. */
    void count() {
        headers++;
        if (headers > MAX_HEADERS) {
            throw text.malformed("a member has more than " + MAX_HEADERS + " extended headers");
        }
    }

    PaxRecords pax() {
        return pax;
    }

    /** The body of a header of type {@code L}. */
    void longName(byte[] body) {
        name = Optional.of(body);
    }

    /** The body of a header of type {@code K}. */
    void longLink(byte[] body) {
        link = Optional.of(body);
    }

    String name(RawHeader header) {
        return first(pax.text("path", text), name, header::name);
    }

    String link(RawHeader header) {
        return first(pax.text("linkpath", text), link, header::link);
    }

    /** The name of a sparse file, which pax keeps elsewhere. */
    String sparseName(String otherwise) {
        String real = pax.text("GNU.sparse.name", text);
        return real == null ? otherwise : real;
    }

    long size(RawHeader header) {
        Long size = pax.whole("size", text);
        return size == null ? header.size() : size;
    }

    long uid(RawHeader header) {
        Long uid = pax.whole("uid", text);
        return uid == null ? header.uid() : uid;
    }

    long gid(RawHeader header) {
        Long gid = pax.whole("gid", text);
        return gid == null ? header.gid() : gid;
    }

    long mtime(RawHeader header) {
        Long mtime = pax.seconds("mtime", text);
        return mtime == null ? header.mtime() : mtime;
    }

    SortedMap<String, String> xattrs() {
        return pax.xattrs();
    }

    /** A text of the header itself, decoded only if it counts. */
    private interface Field {
        String read();
    }

    private String first(@Nullable String record, Optional<byte[]> gnu, Field field) {
        if (record != null) {
            return record;
        }
        return gnu.isPresent() ? upToNul(gnu.get()) : field.read();
    }

    private String upToNul(byte[] body) {
        int end = 0;
        while (end < body.length && body[end] != 0) {
            end++;
        }
        return text.decode(Arrays.copyOf(body, end), 0, end);
    }
}
