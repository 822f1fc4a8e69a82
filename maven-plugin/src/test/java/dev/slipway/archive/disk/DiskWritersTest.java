package dev.slipway.archive.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.archive.HostileHost;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Piece;
import dev.slipway.content.Digest;
import dev.slipway.content.HashingOutputStream;
import dev.slipway.content.IOConsumer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each format, read back by the words of its specification; {@link ToolsReadDisksTest} asks QEMU. */
class DiskWritersTest {
    private static final long MIB = SampleDisk.MIB;

    private final BlockImage disk = SampleDisk.image();

    @Test
    void theBytesAreThese() throws Exception {
        // A change is a decision: every disk of the format changes with it.
        assertThat(List.of(
                        digest(new Qcow2Writer(disk)::write),
                        digest(new DynamicVhdWriter(disk, SampleDisk.IDENTITY)::write),
                        digest(new VhdxWriter(disk, 512, SampleDisk.IDENTITY)::write),
                        digest(vmdk()::write),
                        digest(new OvaWriter(disk, 1024, SampleDisk.IDENTITY)::write),
                        digest(new VhdFooter(disk.size(), VhdFooter.FIXED, -1, SampleDisk.IDENTITY).bytes())))
                .containsExactly(
                        "cda87b4001130026e4702a644ab174ca691337f61653afbb0875dc5795b4398f",
                        "18d0889027ad2df9f81a6ca2de4ccae9b109edfb51933ae784f1d8b2f25f7aab",
                        "fb851cc86eda1121886f962934e3903171ac76942b5d0d2884ecc4eb20f5d7c7",
                        "98253c0d6ff233ae097880f12bb257380f20134d7a2b43445c33cfca9a8f2229",
                        "d26456440a44960410c821ff864eba58d94620038333f1fa6a0c259fe8cdcc3c",
                        "dfb7b6668bbe232d138c66f84a1bee61cb04fcb96123aca313b75329c28fdd32");
    }

    @Test
    void qcow2HoldsTheDiskAndNothingElse() throws Exception {
        Qcow2Writer writer = new Qcow2Writer(disk);
        byte[] file = written(writer::write);
        assertThat(writer.size()).isEqualTo(file.length);
        // Header, refcount table and block, L1, three L2, and 1 + 2 + 3 + 1 clusters.
        assertThat(file).hasSize((4 + 3 + 7) << 16);
        requireSame(DiskReaders.qcow2(file), 1 << 16);
        for (int cluster = 0; cluster < 16; cluster++) {
            int count = ByteBuffer.wrap(file).getShort((2 << 16) + 2 * cluster);
            assertThat(count).isEqualTo(cluster < 14 ? 1 : 0);
        }
    }

    @Test
    void aDynamicVhdHoldsTheDiskAndNothingElse() throws Exception {
        DynamicVhdWriter writer = new DynamicVhdWriter(disk, SampleDisk.IDENTITY);
        byte[] file = written(writer::write);
        assertThat(writer.size()).isEqualTo(file.length);
        assertThat(file).hasSize((int) (1536 + 2560 + 5 * (512 + 2 * MIB) + 512));
        requireSame(DiskReaders.dynamicVhd(file), (int) (2 * MIB));
        assertThat(Arrays.copyOf(file, 512)).isEqualTo(Arrays.copyOfRange(file, file.length - 512, file.length));
    }

    @Test
    void aFixedVhdIsTheDiskWithAFooter() throws IOException {
        BlockImage small = BlockImage.ofSize(20 * MIB);
        byte[] file = written(new FixedVhdWriter(small, SampleDisk.IDENTITY)::write);
        assertThat(file).hasSize((int) (20 * MIB + 512));
        assertThat(new FixedVhdWriter(small, SampleDisk.IDENTITY).size()).isEqualTo(file.length);
        int footer = file.length - 512;
        ByteBuffer fields = ByteBuffer.wrap(file);
        assertThat(DiskReaders.text(file, footer, 8)).isEqualTo("conectix");
        assertThat(fields.getLong(footer + 16)).isEqualTo(-1);
        assertThat(fields.getInt(footer + 24)).isEqualTo(1492533000 - 946684800);
        assertThat(DiskReaders.text(file, footer + 28, 4)).isEqualTo("qem2");
        assertThat(fields.getLong(footer + 48)).isEqualTo(20 * MIB);
        // 65,535 cylinders, 16 heads, 255 sectors: the most, which says nothing about the size.
        assertThat(fields.getInt(footer + 56)).isEqualTo(0xffff10ff);
        assertThat(fields.getInt(footer + 60)).isEqualTo(2);
        int sum = 0;
        for (int i = footer; i < file.length; i++) {
            sum += i >= footer + 64 && i < footer + 68 ? 0 : file[i] & 0xff;
        }
        assertThat(fields.getInt(footer + 64)).isEqualTo(~sum);
    }

    @Test
    void aVhdxHoldsTheDiskAndNothingElse() throws Exception {
        for (int sector : new int[] {512, 4096}) {
            VhdxWriter writer = new VhdxWriter(disk, sector, SampleDisk.IDENTITY);
            byte[] file = written(writer::write);
            assertThat(writer.size()).isEqualTo(file.length);
            assertThat(file).hasSize((int) ((4 + 5 * 2) * MIB));
            requireSame(DiskReaders.vhdx(file, sector), (int) (2 * MIB));
        }
    }

    /** After each 2,048 blocks of 2 MiB the table has an entry that is none. */
    @Test
    void aLargeVhdxCountsTheEntriesBetween() throws Exception {
        BlockImage large = SampleDisk.image().ofAtLeast(9L << 30).with((8L << 30) - 5, Piece.of(new byte[9]));
        byte[] file = written(new VhdxWriter(large, 512, SampleDisk.IDENTITY)::write);
        DiskReaders.Reader reader = DiskReaders.vhdx(file, 512);
        assertThat(reader.unit(4095)).isNotNull();
        assertThat(reader.unit(4096)).isNotNull();
        assertThat(reader.unit(4094)).isNull();
        assertThat(reader.unit(4097)).isNull();
    }

    @Test
    void aVmdkHoldsTheDiskAndNothingElse() throws Exception {
        byte[] file = written(vmdk()::write);
        requireSame(DiskReaders.vmdk(file), 1 << 16);
        assertThat(DiskReaders.text(file, 512, 1024))
                .contains("createType=\"streamOptimized\"", "RW 2099200 SPARSE \"disk.vmdk\"");
        assertThat(Arrays.copyOfRange(file, file.length - 512, file.length)).containsOnly(0);
    }

    @Test
    void anOvaNamesSizeAndDigestOfTheDisk() throws Exception {
        byte[] file = written(new OvaWriter(disk, 1024, SampleDisk.IDENTITY)::write);
        byte[] vmdk = written(new VmdkWriter(disk, "slipway-disk1.vmdk", SampleDisk.IDENTITY)::write);
        String start = DiskReaders.text(file, 0, 1 << 14);
        assertThat(start)
                .contains("ovf:size=\"" + vmdk.length + "\"", "ovf:capacity=\"1074790400\"")
                .contains("SHA256(slipway-disk1.vmdk)= " + Digest.of(vmdk).hex() + "\n");
        assertThat(file.length % 10240).isZero();
    }

    @Test
    void aHostileHostChangesNothing() throws Exception {
        String vmdk = digest(vmdk()::write);
        String ova = digest(new OvaWriter(disk, 1024, SampleDisk.IDENTITY)::write);
        assertThat(HostileHost.on(() -> String.format("%d", 7))).isNotEqualTo("7");
        assertThat(HostileHost.on(() -> digest(vmdk()::write))).isEqualTo(vmdk);
        assertThat(HostileHost.on(() -> digest(new OvaWriter(disk, 1024, SampleDisk.IDENTITY)::write)))
                .isEqualTo(ova);
    }

    private VmdkWriter vmdk() {
        return new VmdkWriter(disk, "disk.vmdk", SampleDisk.IDENTITY);
    }

    /** The units that a file has are those that the disk has, and no unit more. */
    private void requireSame(DiskReaders.Reader reader, int unit) throws Exception {
        for (long number = 0; number * unit < disk.size(); number++) {
            long offset = number * unit;
            int length = (int) Math.min(unit, disk.size() - offset);
            byte[] found = reader.unit(number);
            boolean stored =
                    disk.extents(unit).stream().anyMatch(extent -> extent.offset() <= offset && offset < extent.end());
            assertThat(found != null).as("unit %s", number).isEqualTo(stored);
            if (found != null) {
                try (InputStream in = disk.open(offset, length)) {
                    assertThat(Arrays.equals(found, Arrays.copyOf(in.readAllBytes(), unit)))
                            .as("unit %s", number)
                            .isTrue();
                }
            }
        }
    }

    private static String digest(byte[] bytes) {
        return Digest.of(bytes).hex();
    }

    private static String digest(IOConsumer<OutputStream> writer) throws IOException {
        HashingOutputStream sink = new HashingOutputStream(OutputStream.nullOutputStream());
        writer.accept(sink);
        return sink.digest().hex();
    }

    private static byte[] written(IOConsumer<OutputStream> writer) throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        writer.accept(sink);
        return sink.toByteArray();
    }
}
