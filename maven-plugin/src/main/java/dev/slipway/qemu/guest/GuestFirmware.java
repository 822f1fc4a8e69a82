package dev.slipway.qemu.guest;

import dev.slipway.problem.Problem;

/** What starts an ISO in a guest. */
public enum GuestFirmware {
    BIOS,
    EFI;

    /**
     * Reads {@code bios} or {@code efi}.
     *
     * @throws Unknown if it is something else
     */
    public static GuestFirmware parse(String text) {
        return switch (text) {
            case "bios" -> BIOS;
            case "efi" -> EFI;
            default ->
                throw Problem.user(
                        "slipway.run.firmware '" + text + "'",
                        "a guest is started by bios or by efi",
                        "Write -Dslipway.run.firmware=efi, or leave it out for bios.");
        };
    }
}
