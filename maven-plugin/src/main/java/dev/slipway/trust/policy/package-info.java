/**
 * What has to be proven about which image: {@code trust-policy.yml}, and the section {@code trust} of the YAML.
 *
 * <p>May import {@code yaml}, {@code oci}, and the packages of the schemes for what their rules are made of. Invariant: both sides
 * of a comparison are canonical names, and an image for which nothing is said is never silently trusted more than {@code default}
 * says.
 */
@NullMarked
package dev.slipway.trust.policy;

import org.jspecify.annotations.NullMarked;
