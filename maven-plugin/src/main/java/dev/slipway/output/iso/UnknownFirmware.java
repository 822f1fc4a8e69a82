package dev.slipway.output.iso;

import dev.slipway.problem.Problem;

/** A text that names no firmware. */
public final class UnknownFirmware extends Problem {
    private static final long serialVersionUID = 1L;

    UnknownFirmware(String text) {
        super(
                Fault.USER,
                "slipway.iso.firmware '" + text + "'",
                "there is no such firmware",
                "Write bios, efi or both.");
    }
}
