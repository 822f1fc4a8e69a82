package dev.slipway.compose.program;

import dev.slipway.content.Content;
import dev.slipway.content.SeekableContent;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a program or library of ELF asks of the system before it runs (System V ABI, "Program Loading and Dynamic Linking").
 *
 * @param loader the program that loads it, {@code PT_INTERP}; empty if it needs none
 * @param libraries file names of the libraries it needs, {@code DT_NEEDED}
 */
public record ElfFile(String loader, List<String> libraries) {
    private static final int MAGIC = 0x7f454c46;
    private static final int CLASS_64 = 2;
    private static final int BIG_ENDIAN = 2;

    /** Holds the headers, and of many files the names as well. */
    private static final int HEAD = 1 << 16;

    private static final int LOAD = 1;
    private static final int DYNAMIC = 2;
    private static final int INTERP = 3;
    private static final int NEEDED = 1;
    private static final int STRING_TABLE = 5;

    /** Linux reads no more headers than fit into a page, and no longer paths (fs/binfmt_elf.c). */
    private static final int MAX_HEADERS = 4096;

    private static final int MAX_NAME = 4096;

    /** Larger than any linker makes them; a file beyond this is not looked into. */
    private static final int MAX_DYNAMIC = 1 << 16;

    private static final long MAX_STRINGS = 1 << 24;

    public ElfFile {
        libraries = List.copyOf(libraries);
    }

    /** One program header. */
    private record Segment(int type, long offset, long address, long size) {
        boolean holds(long at) {
            return at - address >= 0 && at - address < size;
        }
    }

    /** The file; empty if it is no ELF, or damaged so that nothing certain can be said of it. */
    public static Optional<ElfFile> of(Content file) {
        try {
            byte[] head = read(file, 0, HEAD);
            boolean elf = head.length >= 64 && ByteBuffer.wrap(head).getInt() == MAGIC;
            return elf ? Optional.of(new Reader(file, head).read()) : Optional.empty();
        } catch (EOFException | BufferUnderflowException | IndexOutOfBoundsException e) {
            // Offsets of a damaged file lead anywhere; each one that leaves the file ends here.
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not verified, as no part of a file is; what is copied into an output later is. */
    private static byte[] read(Content file, long offset, int length) throws IOException {
        if (offset < 0 || offset > file.size() || length < 0) {
            throw new EOFException();
        }
        if (file instanceof SeekableContent parts) {
            try (InputStream in = parts.openPart(offset, Math.min(length, file.size() - offset))) {
                return in.readAllBytes();
            }
        }
        try (InputStream in = file.open()) {
            in.skipNBytes(offset);
            return in.readNBytes(length);
        }
    }

    /** Reads the parts of one file, in the byte order and width that its header names. */
    private static final class Reader {
        private final Content file;
        private final ByteBuffer header;
        private final boolean wide;

        Reader(Content file, byte[] head) {
            this.file = file;
            this.wide = head[4] == CLASS_64;
            this.header = ordered(head, head[5] == BIG_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        }

        private static ByteBuffer ordered(byte[] bytes, ByteOrder order) {
            return ByteBuffer.wrap(bytes).order(order);
        }

        private ByteBuffer part(long offset, int length) throws IOException {
            if (offset >= 0 && length >= 0 && offset + length <= header.limit()) {
                return header.slice((int) offset, length).order(header.order());
            }
            return ordered(ElfFile.read(file, offset, length), header.order());
        }

        private long word(ByteBuffer from, int at) {
            return wide ? from.getLong(at) : Integer.toUnsignedLong(from.getInt(at));
        }

        ElfFile read() throws IOException {
            List<Segment> segments = segments();
            String loader = "";
            List<String> libraries = List.of();
            for (Segment segment : segments) {
                if (segment.type() == INTERP) {
                    loader = text(part(segment.offset(), (int) Math.min(segment.size(), MAX_NAME)), 0);
                } else if (segment.type() == DYNAMIC) {
                    libraries = libraries(segment, segments);
                }
            }
            return new ElfFile(loader, libraries);
        }

        private List<Segment> segments() throws IOException {
            long table = word(header, wide ? 0x20 : 0x1c);
            int size = Short.toUnsignedInt(header.getShort(wide ? 0x36 : 0x2a));
            int count = Short.toUnsignedInt(header.getShort(wide ? 0x38 : 0x2c));
            if (size * count > MAX_HEADERS) {
                throw new EOFException();
            }
            ByteBuffer headers = part(table, size * count);
            List<Segment> segments = new ArrayList<>();
            for (int at = 0; at < size * count; at += size) {
                segments.add(new Segment(
                        headers.getInt(at),
                        word(headers, at + (wide ? 0x08 : 0x04)),
                        word(headers, at + (wide ? 0x10 : 0x08)),
                        word(headers, at + (wide ? 0x20 : 0x10))));
            }
            return segments;
        }

        private List<String> libraries(Segment dynamic, List<Segment> segments) throws IOException {
            if (dynamic.size() < 0 || dynamic.size() > MAX_DYNAMIC) {
                throw new EOFException();
            }
            ByteBuffer entries = part(dynamic.offset(), (int) dynamic.size());
            int half = wide ? Long.BYTES : Integer.BYTES;
            List<Long> names = new ArrayList<>();
            long strings = -1;
            for (int at = 0; at + 2 * half <= entries.limit() && word(entries, at) != 0; at += 2 * half) {
                if (word(entries, at) == NEEDED) {
                    names.add(word(entries, at + half));
                } else if (word(entries, at) == STRING_TABLE) {
                    strings = offset(word(entries, at + half), segments);
                }
            }
            return names.isEmpty() ? List.of() : texts(strings, names);
        }

        private static long offset(long address, List<Segment> segments) throws EOFException {
            for (Segment segment : segments) {
                if (segment.type() == LOAD && segment.holds(address)) {
                    return segment.offset() + (address - segment.address());
                }
            }
            throw new EOFException();
        }

        private List<String> texts(long table, List<Long> at) throws IOException {
            long last = at.stream().mapToLong(Long::longValue).max().orElse(0);
            if (last > MAX_STRINGS || at.stream().anyMatch(each -> each < 0)) {
                throw new EOFException();
            }
            ByteBuffer strings = part(table, (int) last + MAX_NAME);
            List<String> texts = new ArrayList<>();
            for (long each : at) {
                texts.add(text(strings, (int) each));
            }
            return texts;
        }

        private static String text(ByteBuffer bytes, int from) {
            int end = from;
            while (bytes.get(end) != 0) {
                end++;
            }
            byte[] text = new byte[end - from];
            bytes.get(from, text);
            return new String(text, StandardCharsets.UTF_8);
        }
    }
}
