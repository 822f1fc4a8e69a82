/**
 * The goal {@code package}: a recipe, its lock and its sources become an OCI image.
 *
 * <p>May import {@code archive.gzip}, {@code archive.tar}, {@code compose.program}, {@code debian}, {@code environment},
 * {@code images}, {@code incremental}, {@code oci}, {@code oci.layout}, {@code output.format}, {@code project}, {@code recipe},
 * {@code recipe.debian}, {@code result}, {@code spec.container}, {@code store}, {@code tree}, {@code content} and
 * {@code problem}. Invariant: the image depends on recipe, lock, sources and timestamp only.
 */
@NullMarked
package dev.slipway.packaging;

import org.jspecify.annotations.NullMarked;
