package dev.slipway.output.iso;

import java.util.Locale;

/** Which firmware an image can be started by. */
public enum Firmware {
    BIOS,
    EFI,
    BOTH;

    /**
     * @param text {@code bios}, {@code efi} or {@code both}
     * @throws UnknownFirmware if it is none of them
     */
    public static Firmware parse(String text) {
        for (Firmware firmware : values()) {
            if (firmware.toString().equals(text)) {
                return firmware;
            }
        }
        throw new UnknownFirmware(text);
    }

    boolean hasBios() {
        return this != EFI;
    }

    public boolean hasEfi() {
        return this != BIOS;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
