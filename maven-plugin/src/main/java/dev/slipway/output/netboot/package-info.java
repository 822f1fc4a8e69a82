/**
 * What a server of TFTP or HTTP hands out, so that machines start from the network.
 *
 * <p>May import {@code output.iso}, {@code content} and {@code problem}. Invariant: pure; the files depend on the system and the boot
 * loaders alone, and on no address of a server.
 */
@NullMarked
package dev.slipway.output.netboot;

import org.jspecify.annotations.NullMarked;
