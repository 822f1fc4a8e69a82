package dev.slipway.recipe.debian;

import dev.slipway.archive.Compression;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;

/** A binary package (deb(5)): an ar archive whose member {@code data.tar} holds the files. */
public final class DebFile {
    private static final Set<String> MEMBERS = Set.of("data.tar", "data.tar.gz", "data.tar.xz", "data.tar.zst");

    private DebFile() {}

    /**
     * The files of a package as a plain tar stream. Closing it closes the package's stream.
     *
     * @param name names the package in failures
     */
    public static InputStream dataTar(InputStream deb, String name) throws IOException {
        ArArchiveInputStream ar = new ArArchiveInputStream(deb);
        for (ArArchiveEntry entry = ar.getNextEntry(); entry != null; entry = ar.getNextEntry()) {
            if (entry.getName().startsWith("data.tar")) {
                return unpacked(ar, entry.getName(), name);
            }
        }
        throw new MalformedDebianPackage(name, "the package has no member data.tar");
    }

    private static InputStream unpacked(InputStream member, String memberName, String name) throws IOException {
        if (!MEMBERS.contains(memberName)) {
            throw new MalformedDebianPackage(name, "its member " + memberName + " is compressed in an unknown way");
        }
        return Compression.decompress(member, name);
    }
}
