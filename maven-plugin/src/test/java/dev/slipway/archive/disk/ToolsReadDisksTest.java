package dev.slipway.archive.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.archive.Tool;
import dev.slipway.archive.gzip.GzipWriter;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.ImageBytes;
import dev.slipway.content.IOConsumer;
import dev.slipway.problem.Problem;
import dev.slipway.store.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** QEMU reads the same disk out of every format, and finds no fault with those that it can check. */
class ToolsReadDisksTest {
    private final BlockImage disk = SampleDisk.image();
    private final Path directory;

    ToolsReadDisksTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void plain() throws IOException {
        ImageBytes.toFile(disk, directory.resolve("raw"));
    }

    @Test
    void qcow2() throws Exception {
        write("file", new Qcow2Writer(disk)::write);
        assertThat(Tool.run(directory, "qemu-img", "check", "-f", "qcow2", "file"))
                .contains("No errors were found", "0.00% fragmented");
        requireSame("qcow2");
    }

    @Test
    void dynamicVhd() throws Exception {
        write("file", new DynamicVhdWriter(disk, SampleDisk.IDENTITY)::write);
        requireSame("vpc");
    }

    @Test
    void fixedVhd() throws Exception {
        FixedVhdWriter writer = new FixedVhdWriter(disk, SampleDisk.IDENTITY);
        try (AtomicFile file = new AtomicFile(directory, "vhd", (path, e) -> Problem.user("vhd", "" + e, ""))) {
            file.write(writer::write);
            file.moveTo(directory.resolve("file"));
        }
        requireSame("vpc");
    }

    @Test
    void vhdx() throws Exception {
        write("file", new VhdxWriter(disk, 512, SampleDisk.IDENTITY)::write);
        assertThat(Tool.run(directory, "qemu-img", "check", "-f", "vhdx", "file"))
                .contains("No errors were found");
        requireSame("vhdx");
    }

    @Test
    void vmdk() throws Exception {
        write("file", new VmdkWriter(disk, "disk.vmdk", SampleDisk.IDENTITY)::write);
        assertThat(Tool.run(directory, "qemu-img", "check", "-f", "vmdk", "file"))
                .contains("No errors were found");
        requireSame("vmdk");
    }

    @Test
    void ova() throws Exception {
        write("ova", new OvaWriter(disk, 1024, SampleDisk.IDENTITY)::write);
        assertThat(Tool.run(directory, "tar", "-xvf", "ova"))
                .isEqualTo("slipway.ovf\nslipway.mf\nslipway-disk1.vmdk\n");
        Tool.run(directory, "xmllint", "--noout", "slipway.ovf");
        for (String member : new String[] {"slipway.ovf", "slipway-disk1.vmdk"}) {
            String digest = Tool.run(directory, "sha256sum", member).substring(0, 64);
            assertThat(directory.resolve("slipway.mf")).content().contains("SHA256(" + member + ")= " + digest + "\n");
        }
        Files.move(directory.resolve("slipway-disk1.vmdk"), directory.resolve("file"));
        requireSame("vmdk");
    }

    @Test
    void gcp() throws Exception {
        write("file.tar.gz", sink -> {
            try (GzipWriter gzip = new GzipWriter(sink, 2, GzipWriter.LEVEL)) {
                new GcpTarWriter(disk, SampleDisk.IDENTITY).write(gzip);
            }
        });
        assertThat(Tool.run(directory, "tar", "-tvzf", "file.tar.gz"))
                .isEqualTo("-rw-r--r-- root/root 1074790400 2017-04-18 16:30 disk.raw\n");
        Tool.run(directory, "tar", "-xzSf", "file.tar.gz");
        Tool.run(directory, "cmp", "disk.raw", "raw");
    }

    private void requireSame(String format) throws Exception {
        assertThat(Tool.run(directory, "qemu-img", "compare", "-f", "raw", "-F", format, "raw", "file"))
                .contains("Images are identical");
    }

    private void write(String name, IOConsumer<OutputStream> writer) throws IOException {
        try (OutputStream sink = Files.newOutputStream(directory.resolve(name))) {
            writer.accept(sink);
        }
    }
}
