package dev.slipway.result;

import dev.slipway.content.Digest;
import dev.slipway.output.format.OutputKind;
import java.nio.file.Path;

/**
 * A file that a goal has written, or found as it would write it.
 *
 * @param classifier of its Maven artifact; empty for none
 * @param size in bytes
 */
public record BuiltOutput(OutputKind kind, Path file, String classifier, long size, Digest digest) {}
