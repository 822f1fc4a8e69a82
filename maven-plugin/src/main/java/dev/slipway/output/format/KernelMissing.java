package dev.slipway.output.format;

import dev.slipway.problem.Problem;

/** An image is to boot, and the YAML names no kernel. */
public final class KernelMissing extends Problem {
    private static final long serialVersionUID = 1L;

    KernelMissing(String name) {
        super(
                Fault.USER,
                name,
                "there is no kernel in the YAML",
                "Add a section kernel: with an image. Without one, build no ISO (-Dslipway.iso.skip), or a format that"
                        + " starts nothing: tar, docker, squashfs, erofs.");
    }
}
