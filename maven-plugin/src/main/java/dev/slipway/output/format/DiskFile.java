package dev.slipway.output.format;

import dev.slipway.archive.disk.DiskIdentity;
import dev.slipway.archive.disk.DynamicVhdWriter;
import dev.slipway.archive.disk.FixedVhdWriter;
import dev.slipway.archive.disk.GcpTarWriter;
import dev.slipway.archive.disk.OvaWriter;
import dev.slipway.archive.disk.Qcow2Writer;
import dev.slipway.archive.disk.VhdxWriter;
import dev.slipway.archive.disk.VmdkWriter;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.content.IOConsumer;
import dev.slipway.output.CompressionSetting;
import dev.slipway.output.InitrdCompression;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * A kind of file that carries a disk. A new one is a line here and a line in {@link OutputFormats}.
 *
 * @param id name of the format
 * @param kind of the file
 * @param limits what it can hold
 * @param encoder plans the file
 */
record DiskFile(String id, OutputKind kind, DiskLimits limits, Encoder encoder) {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final long TIB = 1L << 40;

    /** The name that LinuxKit gives it. */
    private static final OutputKind GCP = new OutputKind("gcp", ".img.tar.gz", "tar.gz", "gcp");

    private static final List<DiskFile> ALL = List.of(
            new DiskFile("raw", kind("img", ""), DiskLimits.ANY_SECTORS, DiskFile::raw),
            new DiskFile("qcow2", kind("qcow2", ""), DiskLimits.ANY_SECTORS.upTo(2048 * TIB, ""), DiskFile::qcow2),
            new DiskFile(
                    "vhd",
                    kind("vhd", ""),
                    DiskLimits.SMALL_SECTORS.upTo(32 * TIB, "vhdx"), // at least 20 MiB, which every disk has
                    DiskFile::vhd),
            new DiskFile(
                    "vhd-dynamic",
                    kind("vhd", "dynamic"),
                    DiskLimits.SMALL_SECTORS.upTo(2040 * GIB, "vhdx"),
                    DiskFile::dynamicVhd),
            new DiskFile("vhdx", kind("vhdx", ""), DiskLimits.ANY_SECTORS.upTo(64 * TIB, "qcow2"), DiskFile::vhdx),
            new DiskFile("vmdk", kind("vmdk", ""), DiskLimits.SMALL_SECTORS.upTo(2 * TIB - MIB, "raw"), DiskFile::vmdk),
            new DiskFile("ova", kind("ova", ""), DiskLimits.SMALL_SECTORS.upTo(2 * TIB - MIB, "raw"), DiskFile::ova),
            new DiskFile(
                    "gcp", GCP, DiskLimits.SMALL_SECTORS.withUnit(GIB).upTo(GcpTarWriter.MOST, "raw"), DiskFile::gcp),
            new DiskFile("aws", kind("raw", ""), DiskLimits.SMALL_SECTORS.upTo(16 * TIB, "raw"), DiskFile::raw),
            new DiskFile(
                    "raw.zst",
                    kind("img.zst", ""),
                    DiskLimits.ANY_SECTORS,
                    disk -> packed(disk, "zstd", disk.image()::writeTo)),
            new DiskFile(
                    "raw.gz",
                    kind("img.gz", ""),
                    DiskLimits.ANY_SECTORS,
                    disk -> packed(disk, "gzip", disk.image()::writeTo)));

    @Override
    public String toString() {
        return id;
    }

    /**
     * A disk that is to be written.
     *
     * @param sectorSize bytes of a sector
     * @param memory bytes that a machine needs to start it
     */
    record Contents(BlockImage image, int sectorSize, DiskIdentity identity, long memory) {}

    /**
     * A file that is planned.
     *
     * @param size in bytes, or {@link OutputPlan.Artifact#UNKNOWN_SIZE}
     */
    record Encoded(long size, IOConsumer<OutputStream> bytes) {}

    /** Plans the file of a disk; nothing is written before its bytes are asked for. */
    interface Encoder {
        Encoded encode(Contents disk);
    }

    /** The kind with a name. */
    static DiskFile named(String id) {
        return ALL.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    private static OutputKind kind(String type, String classifier) {
        String word = classifier.isEmpty() ? type : classifier + "." + type;
        return new OutputKind(word, (classifier.isEmpty() ? "." : "-") + word, type, classifier);
    }

    private static Encoded raw(Contents disk) {
        return new Encoded(disk.image().size(), disk.image()::writeTo);
    }

    private static Encoded qcow2(Contents disk) {
        Qcow2Writer writer = new Qcow2Writer(disk.image());
        return new Encoded(writer.size(), writer::write);
    }

    private static Encoded vhd(Contents disk) {
        FixedVhdWriter writer = new FixedVhdWriter(disk.image(), disk.identity());
        return new Encoded(writer.size(), writer::write);
    }

    private static Encoded dynamicVhd(Contents disk) {
        DynamicVhdWriter writer = new DynamicVhdWriter(disk.image(), disk.identity());
        return new Encoded(writer.size(), writer::write);
    }

    private static Encoded vhdx(Contents disk) {
        VhdxWriter writer = new VhdxWriter(disk.image(), disk.sectorSize(), disk.identity());
        return new Encoded(writer.size(), writer::write);
    }

    private static Encoded vmdk(Contents disk) {
        VmdkWriter writer = new VmdkWriter(disk.image(), "disk.vmdk", disk.identity());
        return new Encoded(OutputPlan.Artifact.UNKNOWN_SIZE, writer::write);
    }

    private static Encoded ova(Contents disk) {
        OvaWriter writer = new OvaWriter(disk.image(), disk.memory() / MIB, disk.identity());
        return new Encoded(OutputPlan.Artifact.UNKNOWN_SIZE, writer::write);
    }

    private static Encoded gcp(Contents disk) {
        GcpTarWriter writer = new GcpTarWriter(disk.image(), disk.identity());
        return packed(disk, "gzip", writer::write);
    }

    private static Encoded packed(Contents disk, String method, IOConsumer<OutputStream> plain) {
        InitrdCompression compression = InitrdCompression.choose(CompressionSetting.of(method), Optional.empty());
        return new Encoded(OutputPlan.Artifact.UNKNOWN_SIZE, sink -> {
            try (OutputStream packed = compression.open(sink, disk.image().size())) {
                plain.accept(packed);
            }
        });
    }
}
