package dev.slipway.oci.layer;

import dev.slipway.archive.tar.TarMember;

/**
 * Counts what the members of an image's layers take of this JVM's memory, so that a layer of a million names ends in a sentence and
 * not in an OutOfMemoryError.
 */
public final class MemberMemory {
    /** Bytes that a member takes besides its texts: as an entry of a tree, and in the maps that the tree is made with. */
    private static final int MEMBER = 300;

    /** Bytes that a character of its texts takes there. */
    private static final int CHARACTER = 3;

    /** The other half is for everything else. */
    private static final long ALLOWED = Runtime.getRuntime().maxMemory() / 2;

    private final String where;
    private long taken;

    /** @param where what is read, named in failures */
    public MemberMemory(String where) {
        this.where = where;
    }

    /** @throws MalformedLayer if the members are too many for this JVM */
    void add(TarMember member) {
        long xattrs = 0;
        for (var xattr : member.attributes().xattrs().entrySet()) {
            xattrs += 100 + xattr.getKey().length() + xattr.getValue().length();
        }
        add(1, member.name().length() + member.link().length() + xattrs);
    }

    /** Counts all that a layer holds. */
    public void add(Layer layer) {
        for (LayerChange change : layer.changes()) {
            add(
                    1,
                    change instanceof LayerChange.Added added
                            ? added.entry().path().length()
                            : 0);
        }
    }

    private void add(int members, long characters) {
        taken += (long) MEMBER * members + CHARACTER * characters;
        if (taken > ALLOWED) {
            throw MalformedLayer.withRemedy(
                    where,
                    "it has more files, or longer names, than the memory of this JVM can hold: "
                            + (Runtime.getRuntime().maxMemory() >> 20) + " MiB",
                    "Give Maven more memory, for example with MAVEN_OPTS=-Xmx4g. An image that needs so much may be an attack.");
        }
    }
}
