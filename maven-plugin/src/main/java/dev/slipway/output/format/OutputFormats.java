package dev.slipway.output.format;

import java.util.List;

/** Every kind of file that a system can be written as. A new format is one class and one line here. */
public final class OutputFormats {
    private OutputFormats() {}

    /**
     * All formats, with the settings that the goals have by default.
     *
     * @param bootLoader reference of the image with the boot loaders
     */
    public static List<OutputFormat> all(String bootLoader) {
        return List.of(new KernelInitrd("auto"), Iso.of("both", "SLIPWAY", "auto", bootLoader), new Tar());
    }
}
