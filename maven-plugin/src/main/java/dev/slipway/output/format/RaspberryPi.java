package dev.slipway.output.format;

import dev.slipway.content.Content;
import dev.slipway.output.CompressionSetting;
import dev.slipway.output.card.RaspberryPiCard;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A card that a Raspberry Pi of the models 3, 4 and 5 starts from, with the firmware and the device trees that are in the system.
 *
 * @param compression of the initrd
 */
public record RaspberryPi(CompressionSetting compression) implements OutputFormat {
    private static final OutputKind FILE = new OutputKind("rpi", "-rpi.img", "img", "rpi");

    static RaspberryPi of(FormatSettings settings) {
        return new RaspberryPi(settings.compression());
    }

    @Override
    public List<OutputKind> kinds() {
        return List.of(FILE);
    }

    @Override
    public Optional<CompressionSetting> initrdCompression() {
        return Optional.of(compression);
    }

    @Override
    public OutputPlan plan(BootableSystem system) throws IOException {
        Content kernel = system.requireKernel();
        RaspberryPiCard card = RaspberryPiCard.of(
                system.timestamp(),
                kernel,
                system.initrd(compression).content(),
                system.kernelCommandLine(),
                system.whole());
        return OutputPlan.of(FILE, card.image()).withWarnings(card.warnings());
    }
}
