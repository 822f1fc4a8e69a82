package dev.slipway.compose;

import dev.slipway.spec.LinuxKit;

/**
 * All that a composition depends on.
 *
 * @param mtime the output timestamp in seconds since 1970-01-01T00:00:00Z: modification time of all that is made, and the
 *     highest that anything in the image has
 */
public record ComposeInput(LinuxKit spec, Images images, FileSources sources, long mtime) {}
