package dev.slipway.output.iso;

import dev.slipway.problem.Problem;

/** A file is larger than a boot loader can read. */
public final class FileTooLargeForBootLoader extends Problem {
    private static final long serialVersionUID = 1L;

    FileTooLargeForBootLoader(String path, long size) {
        super(
                Fault.USER,
                "ISO image, '" + path + "'",
                "it has " + size + " bytes, and boot loaders read files of less than 4 GiB",
                "Keep the initrd small, and put large data on a volume that the system mounts when it runs.");
    }
}
