package dev.slipway.recipe.debian;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** A binary package (deb(5)): an ar archive whose member {@code data.tar} holds the files. */
public final class DebFile {
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
        return switch (memberName) {
            case "data.tar" -> member;
            case "data.tar.gz" -> new GZIPInputStream(member, 1 << 16);
            case "data.tar.xz" -> new XZInputStream(member);
            case "data.tar.zst" -> new ZstdInputStream(member);
            default ->
                throw new MalformedDebianPackage(name, "its member " + memberName + " is compressed in an unknown way");
        };
    }
}
