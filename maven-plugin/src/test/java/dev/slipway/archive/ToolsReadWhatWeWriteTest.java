package dev.slipway.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.archive.cpio.CpioWriter;
import dev.slipway.archive.tar.TarWriter;
import dev.slipway.content.Content;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.SampleTrees;
import dev.slipway.tree.TreeBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real tools, where a machine has them: commons-compress is the oracle everywhere else. */
class ToolsReadWhatWeWriteTest {
    private static final String LONG = "long/".repeat(45) + "n".repeat(120);

    private final FileTree tree = SampleTrees.of(List.of(
            file("bin/a", "i", "hello"),
            file("bin/b", "i", "hello"),
            file("usr/bin/c", "i", "hello"),
            file("dé/日本", "j", "utf-8"),
            file(LONG, "k", "deep"),
            new Entry("bin/sh", attributes(0777), new Node.Symlink("a"), Origin.NONE)));

    private final Path directory;

    ToolsReadWhatWeWriteTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void gnuTarUnpacksOurTar() throws Exception {
        Tool.require("tar");
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        TarWriter.write(tree, archive);

        unpackedBy(archive.toByteArray(), "tar", "-xf", "-");
    }

    /** GNU tar lists extended attributes, and names the records that it does not know. */
    @Test
    void gnuTarSeesOriginsAndExtendedAttributes() throws Exception {
        TreeBuilder origins = new TreeBuilder(0);
        Attributes attributes = new Attributes(0755, 0, 0, 1492533000, new TreeMap<>(Map.of("user.note", "hello")));
        origins.put(new Entry(
                "bin/ping",
                attributes,
                new Node.RegularFile(Content.of("ping"), "ping"),
                new Origin("docker.io/library/ping:1", "onboot[3]")));
        Path file = directory.resolve("os.tar");
        try (OutputStream out = Files.newOutputStream(file)) {
            TarWriter.writeWithOrigins(origins.build(), out);
        }

        assertThat(Tool.run(directory, "tar", "--xattrs", "-tvvf", file.toString()))
                .contains("bin/ping")
                .containsPattern("x:\\s+5 user\\.note")
                .contains("LINUXKIT.source", "LINUXKIT.location");
        // The records' values, as pax(1) writes them: length, key, value.
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .contains(" LINUXKIT.source=docker.io/library/ping:1\n", " LINUXKIT.location=onboot[3]\n")
                .contains(" SCHILY.xattr.user.note=hello\n");
    }

    @Test
    void gnuCpioUnpacksOurCpio() throws Exception {
        Tool.require("cpio");
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        CpioWriter.write(tree.entries(), 1, archive);

        unpackedBy(archive.toByteArray(), "cpio", "-idm", "--quiet");
    }

    private void unpackedBy(byte[] archive, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(archive);
        }
        assertThat(process.waitFor()).isZero();
        assertThat(directory.resolve("said")).isEmptyFile();

        assertThat(inode("bin/a")).isEqualTo(inode("bin/b")).isEqualTo(inode("usr/bin/c"));
        assertThat(directory.resolve("usr/bin/c")).hasContent("hello");
        assertThat(directory.resolve("dé/日本")).hasContent("utf-8");
        assertThat(directory.resolve(LONG)).hasContent("deep");
        assertThat(Files.readSymbolicLink(directory.resolve("bin/sh"))).hasToString("a");
        assertThat(Files.getLastModifiedTime(directory.resolve("bin/a")).toMillis())
                .isEqualTo(1492533000_000L);
    }

    private Object inode(String path) throws IOException {
        return Files.getAttribute(directory.resolve(path), "unix:ino");
    }

    private static Entry file(String path, String inode, String text) {
        return new Entry(path, attributes(0644), new Node.RegularFile(Content.of(text), inode), Origin.NONE);
    }

    private static Attributes attributes(int mode) {
        return new Attributes(mode, 0, 0, 1492533000, new TreeMap<>());
    }
}
