package dev.slipway.archive.tar;

import dev.slipway.problem.Problem;

/** Bytes that should be a tar archive and are none, or one with something in it that no image can hold. */
public final class MalformedTar extends Problem {
    private static final long serialVersionUID = 1L;

    /**
     * @param archive what was read
     * @param what the fact
     */
    MalformedTar(String archive, String what) {
        super(
                Fault.USER,
                archive,
                what,
                "Create the archive again, for example with GNU tar and --format=pax. 'tar -tvf' lists its content.");
    }
}
