package dev.slipway.compose;

import dev.slipway.oci.ImageConfig;
import dev.slipway.tree.FileTree;

/**
 * An image for the wanted platform.
 *
 * @param tree its layers flattened to one tree
 * @param config how it wants to be run
 */
public record SourceImage(FileTree tree, ImageConfig config) {}
