package dev.slipway.mojo;

import dev.slipway.output.CompressionSetting;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The part of the form of every goal that makes an initrd. */
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
abstract class SystemMojo extends OutputMojo {
    /**
     * Compression of the initrd, and of a root in squashfs: {@code zstd}, {@code gzip}, {@code none}, or {@code auto} for zstd when the
     * kernel says that it is 5.10 or newer, else gzip. A root in squashfs is never compressed with gzip.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.compression", defaultValue = "auto", required = true)
    private String compression;

    /**
     * Level of the compression: 1 to 19 for zstd, 1 to 9 for gzip. A higher level takes longer and makes a smaller file. Default: 3
     * for zstd, 4 for gzip, 9 for a root in squashfs.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.compression.level")
    private @Nullable Integer compressionLevel;

    final CompressionSetting compression() {
        return new CompressionSetting(compression, compressionLevel);
    }
}
