/**
 * What has to be proven about which image: {@code trust-policy.yml}, and the section {@code trust} of the YAML.
 *
 * <p>May import {@code oci.reference}, {@code trust.cosign}, {@code trust.crypto}, {@code trust.evidence},
 * {@code trust.notary}, {@code trust.notation}, {@code trust.sigstore}, {@code yaml}, {@code content} and {@code problem}.
 * Invariant: both sides of a comparison are canonical names, and an image for which nothing is said is never silently trusted
 * more than {@code default} says.
 */
@NullMarked
package dev.slipway.trust.policy;

import org.jspecify.annotations.NullMarked;
