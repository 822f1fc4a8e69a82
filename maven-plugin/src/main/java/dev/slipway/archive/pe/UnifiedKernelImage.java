package dev.slipway.archive.pe;

import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.image.Piece;
import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A unified kernel image: a program of UEFI, the stub, with kernel, initrd and command line as further sections, which it starts (UAPI
 * group, "UKI"). The sections' data lie one behind the other, so a signature covers the whole file as it is.
 */
public final class UnifiedKernelImage {
    /** Sections begin on pages: firmware protects their memory page by page. */
    private static final long PAGE = 4096;

    /** Initialized data that can be read. */
    private static final int CHARACTERISTICS = 0x40000040;

    private static final long LARGEST = 0xffff_ffffL;

    private final byte[] head;
    private final Map<Long, Piece> body = new TreeMap<>();
    private final List<Placed> placed = new ArrayList<>();
    private final Digest hash;
    private final long wordSum;
    private long size;

    /**
     * A section and its place.
     *
     * @param offset in the file, in bytes
     * @param size in the file, in bytes, with the zeros behind it
     */
    public record Placed(String name, long offset, long size) {}

    /**
     * Puts an image together, and reads all of it once, for its hash.
     *
     * @param stub the program, small
     * @param where names the stub in messages
     * @param sections in the order in which they get their places
     * @throws Problem if the stub is none, or has no room for the sections
     */
    public UnifiedKernelImage(byte[] stub, String where, List<Section> sections) throws IOException {
        Headers headers = Headers.of(stub.clone(), where);
        requireRoom(headers, where, sections);
        requireNew(headers, where, sections);
        long end = headers.endOfData();
        headers.clearSymbolsAndTime();
        headers.setCheckSum(0);
        int headSize = Math.toIntExact(headers.sizeOfHeaders());
        body.put((long) headSize, Piece.of(Arrays.copyOfRange(stub, headSize, Math.toIntExact(end))));
        this.size = roundedUp(end, headers.fileAlignment());
        append(headers, sections);
        this.head = Arrays.copyOf(headers.array(), headSize);
        Measure measure = new Measure();
        this.hash = measure.hash();
        this.wordSum = measure.sum;
    }

    private static void requireRoom(Headers headers, String where, List<Section> sections) {
        if (headers.roomForSections() < sections.size()) {
            throw Problem.user(
                    where,
                    "its headers have room for " + headers.roomForSections() + " more sections, and " + sections.size()
                            + " are needed",
                    "Take the stub from Debian's package systemd-boot-efi.");
        }
    }

    /** A stub starts the first section of a name: with one of its own it would start another system than ours. */
    private static void requireNew(Headers headers, String where, List<Section> sections) {
        for (Section section : sections) {
            if (headers.hasSection(section.name())) {
                throw Problem.user(
                        where,
                        "it has a section " + section.name() + " already, so it is a unified kernel image itself",
                        "Take the stub from Debian's package systemd-boot-efi.");
            }
        }
    }

    private void append(Headers headers, List<Section> sections) {
        long alignment = Math.max(PAGE, headers.sectionAlignment());
        long address = roundedUp(headers.endInMemory(), alignment);
        for (Section section : sections) {
            long length = section.content().size();
            long stored = roundedUp(length, headers.fileAlignment());
            if (size + stored > LARGEST || address + stored > LARGEST) {
                throw Problem.user(
                        "unified kernel image",
                        "with its section " + section.name() + " it is larger than 4 GiB",
                        "Make the system smaller, or build the format iso.");
            }
            headers.addSection(header(section.name(), length, address, stored, size));
            headers.addInitializedData(stored);
            body.put(size, Piece.of(section.content()));
            placed.add(new Placed(section.name(), size, stored));
            size += stored;
            address = roundedUp(address + length, alignment);
        }
        headers.setSizeOfImage(address);
    }

    private static byte[] header(String name, long length, long address, long stored, long offset) {
        ByteBuffer header = ByteBuffer.allocate(Headers.SECTION_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put(Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), Section.NAME_BYTES));
        header.putInt((int) length).putInt((int) address).putInt((int) stored).putInt((int) (stored == 0 ? 0 : offset));
        return header.putInt(Headers.SECTION_BYTES - 4, CHARACTERISTICS).array();
    }

    private static long roundedUp(long value, long alignment) {
        return (value + alignment - 1) / alignment * alignment;
    }

    /** What a signature signs: the sha256 of the file but for checksum and signature (Microsoft, "Windows Authenticode Portable Executable Signature Format"). */
    public Digest hash() {
        return hash;
    }

    /** Where the sections lie that were added. */
    public List<Placed> placed() {
        return List.copyOf(placed);
    }

    /** The file without a signature. */
    public BlockImage unsigned() {
        Headers headers = Headers.of(head.clone(), "unified kernel image");
        headers.setCheckSum(checkSum(wordSum, size));
        return image(headers, new byte[0]);
    }

    /** The file with a signature: the DER of a PKCS#7 message over {@link #hash}. */
    public BlockImage signed(byte[] pkcs7) {
        byte[] table = CertificateTable.of(pkcs7);
        Headers headers = Headers.of(head.clone(), "unified kernel image");
        headers.setCertificateTable(size, table.length);
        int directory = headers.certificateTableOffset();
        long sum = wordSum
                + words(headers.array(), directory, Headers.certificateTableBytes())
                + words(table, 0, table.length);
        headers.setCheckSum(checkSum(sum, size + table.length));
        return image(headers, table);
    }

    private BlockImage image(Headers headers, byte[] table) {
        Map<Long, Piece> pieces = new TreeMap<>(body);
        pieces.put(0L, Piece.of(headers.array()));
        pieces.put(size, Piece.of(table));
        return BlockImage.of(pieces, size + table.length);
    }

    private static long words(byte[] bytes, int offset, int length) {
        long sum = 0;
        for (int i = offset; i < offset + length; i += 2) {
            sum += Byte.toUnsignedInt(bytes[i]) | Byte.toUnsignedInt(bytes[i + 1]) << 8;
        }
        return sum;
    }

    /** The sum of all words with carries added in, and the length, as the loader of Windows has it. */
    private static long checkSum(long sum, long length) {
        long folded = sum;
        while (folded > 0xffff) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return folded + length;
    }

    /** Reads the file once, with the checksum 0 and without a signature. */
    private final class Measure {
        private final MessageDigest sha256 = Digest.Algorithm.SHA256.newMessageDigest();
        private long sum;

        Digest hash() throws IOException {
            hashHead();
            sum = words(head, 0, head.length);
            Map<Long, Piece> pieces = new TreeMap<>();
            body.forEach((offset, piece) -> pieces.put(offset - head.length, piece));
            byte[] buffer = new byte[1 << 16];
            try (InputStream in = BlockImage.of(pieces, size - head.length).open()) {
                // Whole buffers: a word must not be cut.
                for (int count = in.readNBytes(buffer, 0, buffer.length);
                        count > 0;
                        count = in.readNBytes(buffer, 0, buffer.length)) {
                    sha256.update(buffer, 0, count);
                    sum += words(buffer, 0, count);
                }
            }
            return Digest.of(sha256.digest(), Digest.Algorithm.SHA256);
        }

        private void hashHead() {
            Headers headers = Headers.of(head.clone(), "unified kernel image");
            int afterSum = headers.checkSumOffset() + 4;
            int directory = headers.certificateTableOffset();
            int afterDirectory = directory + Headers.certificateTableBytes();
            sha256.update(head, 0, headers.checkSumOffset());
            sha256.update(head, afterSum, directory - afterSum);
            sha256.update(head, afterDirectory, head.length - afterDirectory);
        }
    }
}
