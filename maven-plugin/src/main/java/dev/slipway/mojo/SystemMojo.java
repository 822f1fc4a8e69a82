package dev.slipway.mojo;

import org.apache.maven.plugins.annotations.Parameter;

/** The part of the form of every goal that makes an initrd. */
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
abstract class SystemMojo extends OutputMojo {
    /**
     * Compression of the initrd: {@code zstd}, {@code gzip}, {@code none}, or {@code auto} for zstd when the kernel says that it is 5.10 or
     * newer, else gzip.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.compression", defaultValue = "auto", required = true)
    private String compression;

    final String compression() {
        return compression;
    }
}
