package dev.slipway.recipe.debian;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Makes binary packages the way dpkg-deb does, with a library that the shipped code does not write with. */
public final class Debs {
    private final List<TarArchiveEntry> entries = new ArrayList<>();
    private final List<byte[]> contents = new ArrayList<>();

    /** A file of root's. */
    public Debs file(String path, int mode, byte[] content) {
        TarArchiveEntry entry = new TarArchiveEntry("./" + path);
        entry.setMode(mode);
        entry.setSize(content.length);
        return add(entry, content);
    }

    /** A text file of root's, mode 0644. */
    public Debs file(String path, String content) {
        return file(path, 0644, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A directory of root's. */
    public Debs directory(String path, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry("./" + path + "/");
        entry.setMode(mode);
        return add(entry, new byte[0]);
    }

    /** A symbolic link. */
    public Debs symlink(String path, String target) {
        return link(path, target, TarConstants.LF_SYMLINK);
    }

    /** A hard link to a file of this package. */
    public Debs hardLink(String path, String target) {
        return link(path, "./" + target, TarConstants.LF_LINK);
    }

    private Debs link(String path, String target, byte kind) {
        TarArchiveEntry entry = new TarArchiveEntry("./" + path, kind);
        entry.setLinkName(target);
        return add(entry, new byte[0]);
    }

    private Debs add(TarArchiveEntry entry, byte[] content) {
        entry.setModTime(1_600_000_000_000L);
        entry.setIds(0, 0);
        entries.add(entry);
        contents.add(content);
        return this;
    }

    /** The files as a plain tar. */
    public byte[] dataTar() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            for (int i = 0; i < entries.size(); i++) {
                tar.putArchiveEntry(entries.get(i));
                tar.write(contents.get(i));
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * The package.
     *
     * @param compression {@code xz}, {@code gz}, {@code zst}, any other word to claim it, or empty for none
     */
    public byte[] deb(String compression) {
        String member = "data.tar" + (compression.isEmpty() ? "" : "." + compression);
        return ar(
                List.of("debian-binary", "control.tar.xz", member),
                List.of("2.0\n".getBytes(StandardCharsets.US_ASCII), new byte[7], compressed(dataTar(), compression)));
    }

    static byte[] ar(List<String> names, List<byte[]> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArArchiveOutputStream ar = new ArArchiveOutputStream(bytes)) {
            for (int i = 0; i < names.size(); i++) {
                ar.putArchiveEntry(new ArArchiveEntry(names.get(i), members.get(i).length));
                ar.write(members.get(i));
                ar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] compressed(byte[] plain, String compression) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compressor(bytes, compression)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static OutputStream compressor(OutputStream sink, String compression) throws IOException {
        return switch (compression) {
            case "xz" -> new XZOutputStream(sink, new LZMA2Options(1));
            case "gz" -> new GZIPOutputStream(sink);
            case "zst" -> new ZstdOutputStream(sink);
            default -> sink;
        };
    }
}
