package dev.slipway.archive.pe;

import dev.slipway.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The headers of a PE32+ file, in a buffer that holds the file's first bytes (Microsoft PE format, "COFF File Header", "Optional
 * Header").
 */
final class Headers {
    static final int SECTION_BYTES = 40;
    private static final int MZ = 0x5a4d;
    private static final int PE = 0x4550;
    private static final int PE32_PLUS = 0x20b;
    private static final int OPTIONAL_OFFSET = 24;
    private static final int DATA_DIRECTORIES = 112;
    private static final int CERTIFICATE_TABLE = 4;
    private static final int DIRECTORY_BYTES = 8;
    /** Bytes of an optional header that has a place for the certificate table. */
    private static final int LEAST_OPTIONAL = DATA_DIRECTORIES + (CERTIFICATE_TABLE + 1) * DIRECTORY_BYTES;

    private static final int MOST_SECTIONS = 96;

    /** The least file alignment that the format allows; so what is in the file can be read as blocks of a disk. */
    private static final int SECTOR = 512;

    private static final int LARGEST_ALIGNMENT = 1 << 16;

    private final ByteBuffer bytes;
    private final String where;
    private final int coff;

    private Headers(byte[] bytes, String where) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.where = where;
        this.coff = bytes.length < 64 ? 0 : this.bytes.getInt(0x3c);
    }

    /**
     * Reads headers; the array stays the buffer.
     *
     * @param where names the file in messages
     * @throws Problem if this is no such file
     */
    static Headers of(byte[] bytes, String where) {
        Headers headers = new Headers(bytes, where);
        headers.require(bytes.length >= 64 && headers.u16(0) == MZ, "it has no header of DOS");
        headers.require(
                headers.coff >= 64 && headers.coff <= bytes.length - OPTIONAL_OFFSET - LEAST_OPTIONAL,
                "its PE header lies outside");
        headers.require(headers.bytes.getInt(headers.coff) == PE, "it has no PE header");
        headers.require(headers.u16(headers.optional()) == PE32_PLUS, "it is no program of 64 bits (PE32+)");
        headers.require(
                headers.optionalBytes() >= LEAST_OPTIONAL,
                "it has an optional header of " + headers.optionalBytes() + " bytes");
        headers.require(headers.directories() > CERTIFICATE_TABLE, "it has no room for a signature");
        headers.require(
                headers.sections() > 0 && headers.sections() <= MOST_SECTIONS,
                "it has " + headers.sections() + " sections");
        headers.require(headers.firstFreeSection() <= headers.sizeOfHeaders(), "its section table does not fit");
        headers.require(headers.sizeOfHeaders() <= bytes.length, "it ends within its headers");
        headers.require(headers.sizeOfHeaders() % 8 == 0, "its headers have " + headers.sizeOfHeaders() + " bytes");
        headers.require(
                isAlignment(headers.fileAlignment()) && headers.fileAlignment() >= SECTOR,
                "its file alignment is " + headers.fileAlignment());
        headers.require(
                isAlignment(headers.sectionAlignment()), "its section alignment is " + headers.sectionAlignment());
        return headers;
    }

    private static boolean isAlignment(long value) {
        return value >= 8 && value <= LARGEST_ALIGNMENT && Long.bitCount(value) == 1;
    }

    private void require(boolean condition, String what) {
        if (!condition) {
            throw Problem.user(
                    where, "this is no PE program: " + what, "Take the stub from Debian's package systemd-boot-efi.");
        }
    }

    byte[] array() {
        return bytes.array();
    }

    int sections() {
        return u16(coff + 6);
    }

    private int optional() {
        return coff + OPTIONAL_OFFSET;
    }

    long sectionAlignment() {
        return u32(optional() + 32);
    }

    long fileAlignment() {
        return u32(optional() + 36);
    }

    long sizeOfHeaders() {
        return u32(optional() + 60);
    }

    int checkSumOffset() {
        return optional() + 64;
    }

    private long directories() {
        return u32(optional() + DATA_DIRECTORIES - 4);
    }

    /** Where the place and the size of the certificate table stand, 4 bytes each. */
    int certificateTableOffset() {
        return optional() + DATA_DIRECTORIES + CERTIFICATE_TABLE * DIRECTORY_BYTES;
    }

    static int certificateTableBytes() {
        return DIRECTORY_BYTES;
    }

    private int sectionTable() {
        return optional() + optionalBytes();
    }

    private int optionalBytes() {
        return u16(coff + 20);
    }

    private int firstFreeSection() {
        return sectionTable() + sections() * SECTION_BYTES;
    }

    /** How many more sections the table has room for. */
    long roomForSections() {
        return (sizeOfHeaders() - firstFreeSection()) / SECTION_BYTES;
    }

    /** Where the data of the last section ends in the file. */
    long endOfData() {
        long end = sizeOfHeaders();
        for (int i = 0; i < sections(); i++) {
            int header = sectionTable() + i * SECTION_BYTES;
            end = Math.max(end, u32(header + 20) + u32(header + 16));
        }
        require(end <= array().length, "it ends within a section");
        return end;
    }

    /** Where the last section ends in memory. */
    long endInMemory() {
        long end = 0;
        for (int i = 0; i < sections(); i++) {
            int header = sectionTable() + i * SECTION_BYTES;
            end = Math.max(end, u32(header + 12) + Math.max(u32(header + 8), u32(header + 16)));
        }
        return end;
    }

    /** Whether it has a section of this name. */
    boolean hasSection(String name) {
        byte[] wanted = Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), Section.NAME_BYTES);
        for (int i = 0; i < sections(); i++) {
            int header = sectionTable() + i * SECTION_BYTES;
            if (Arrays.equals(array(), header, header + Section.NAME_BYTES, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    /** Adds the header of a section (40 bytes). */
    void addSection(byte[] header) {
        System.arraycopy(header, 0, array(), firstFreeSection(), SECTION_BYTES);
        bytes.putShort(coff + 6, (short) (sections() + 1));
    }

    void addInitializedData(long size) {
        put(optional() + 8, u32(optional() + 8) + size);
    }

    void setSizeOfImage(long size) {
        put(optional() + 56, size);
    }

    void setCheckSum(long sum) {
        put(checkSumOffset(), sum);
    }

    /** Where the certificate table lies in the file. */
    void setCertificateTable(long offset, long size) {
        put(certificateTableOffset(), offset);
        put(certificateTableOffset() + 4, size);
    }

    /** Symbols for a debugger lie behind the sections, and go; times would differ. */
    void clearSymbolsAndTime() {
        put(coff + 8, 0);
        put(coff + 12, 0);
        put(coff + 16, 0);
        setCertificateTable(0, 0);
    }

    private int u16(int offset) {
        return Short.toUnsignedInt(bytes.getShort(offset));
    }

    private long u32(int offset) {
        return Integer.toUnsignedLong(bytes.getInt(offset));
    }

    private void put(int offset, long value) {
        bytes.putInt(offset, (int) value);
    }
}
