package dev.slipway.archive;

import dev.slipway.problem.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compressed bytes that are cut or wrong, or compressed in a way that is not read. */
public final class DamagedCompression extends Problem {
    private static final long serialVersionUID = 1L;

    DamagedCompression(String where, Compression compression, Throwable cause) {
        super(
                Fault.USER,
                where,
                "the " + compression.name().toLowerCase(Locale.ROOT) + " stream in it is damaged (" + said(cause) + ")",
                "Download or create it again. 'gzip -t', 'zstd -t' and 'xz -t' check such a file.",
                cause);
    }

    DamagedCompression(String where, ForeignCompression foreign) {
        super(
                Fault.USER,
                where,
                "it is compressed with " + foreign.id() + ", which is not read here",
                "Unpack it with " + foreign.unpacker() + ", or compress it with gzip, zstd or xz.");
    }

    private static String said(Throwable cause) {
        @Nullable String message = cause.getMessage();
        return message == null ? "it ends too early" : message;
    }
}
