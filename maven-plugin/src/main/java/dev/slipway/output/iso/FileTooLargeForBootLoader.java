package dev.slipway.output.iso;

import dev.slipway.content.Content;
import dev.slipway.problem.Problem;

/** A file is larger than a boot loader can read. */
public final class FileTooLargeForBootLoader extends Problem {
    private static final long serialVersionUID = 1L;

    /** Loaders and kernels address an initrd with 32 bits, and isolinux knows no file of several sections. */
    private static final long MAX_LOADABLE_BYTES = 0xffff_f800L;

    /**
     * Accepts what a boot loader can read.
     *
     * @throws FileTooLargeForBootLoader if the file is too large
     */
    public static void require(String path, Content content) {
        if (content.size() > MAX_LOADABLE_BYTES) {
            throw new FileTooLargeForBootLoader(path, content.size());
        }
    }

    private FileTooLargeForBootLoader(String path, long size) {
        super(
                Fault.USER,
                "boot loader, '" + path + "'",
                "it has " + size + " bytes, and boot loaders read files of less than 4 GiB",
                "Keep the initrd small, and put large data on a volume that the system mounts when it runs.");
    }
}
