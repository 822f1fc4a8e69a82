/**
 * What the guest of the goal {@code run} is given: processor, disks, network, firmware; each as the user writes it and as QEMU does.
 *
 * <p>May import {@code environment}, {@code content} and {@code problem}. Invariant: a setting that QEMU would misread is refused here.
 */
@NullMarked
package dev.slipway.qemu.guest;

import org.jspecify.annotations.NullMarked;
