package dev.slipway.archive.grub;

import dev.slipway.content.Content;
import dev.slipway.content.IOFunction;
import dev.slipway.problem.Problem;
import java.io.IOException;

/**
 * The files of GRUB for BIOS, as they lie below {@code usr/lib/grub/i386-pc} of Debian's {@code grub-pc-bin}.
 *
 * @param byName gives each of them
 */
public record GrubFiles(IOFunction<String, Content> byName) {
    /** Bytes of a file; the largest module has 250 KiB. */
    private static final int MOST = 4 << 20;

    byte[] read(String name) throws IOException {
        return byName.apply(name).bytes(MOST, name);
    }

    void requireSize(String name, byte[] bytes, int least) {
        if (bytes.length < least) {
            throw invalid(name, "it has " + bytes.length + " bytes, and a file of GRUB has " + least + " or more");
        }
    }

    static Problem invalid(String name, String what) {
        return Problem.user(
                "boot loader package, '" + name + "'",
                what,
                "Take boot.img, diskboot.img, kernel.img, lzma_decompress.img, moddep.lst and the modules from Debian's package"
                        + " grub-pc-bin.");
    }
}
