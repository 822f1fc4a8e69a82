/**
 * The goal {@code package}: a recipe, its lock and its sources become an OCI image.
 *
 * <p>May import {@code debian}, {@code images}, {@code project}, {@code incremental}, {@code result}, {@code environment}, {@code
 * recipe}, {@code recipe.debian}, {@code registry}, {@code store}, {@code spec}, {@code compose}, {@code oci}, {@code oci.layer},
 * {@code output}, {@code output.format}, {@code archive.gzip}, {@code archive.tar}, {@code tree}, {@code content} and {@code
 * problem}. Invariant: the image depends on recipe, lock, sources and timestamp only.
 */
@NullMarked
package dev.slipway.packaging;

import org.jspecify.annotations.NullMarked;
