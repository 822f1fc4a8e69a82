package dev.slipway.output.format;

import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.pe.ImageSigning;
import dev.slipway.archive.pe.UnifiedKernelImage;
import dev.slipway.content.Content;
import dev.slipway.output.CompressionSetting;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A unified kernel image: one program of UEFI with kernel, initrd and command line, all of which a signature covers.
 *
 * @param compression of the initrd
 * @param bootLoader reference of the image with the stub
 * @param ukiKey how it is signed
 */
public record Uki(CompressionSetting compression, String bootLoader, ImageSigning ukiKey) implements OutputFormat {
    private static final OutputKind FILE = new OutputKind("uki", ".efi", "efi", "");

    static Uki of(FormatSettings settings) {
        return new Uki(
                settings.compression(),
                settings.bootLoader(),
                settings.signing().get());
    }

    @Override
    public List<OutputKind> kinds() {
        return List.of(FILE);
    }

    @Override
    public Optional<String> bootLoaderImage() {
        return Optional.of(bootLoader);
    }

    @Override
    public Optional<CompressionSetting> initrdCompression() {
        return Optional.of(compression);
    }

    @Override
    public OutputPlan plan(BootableSystem system) throws IOException {
        Content kernel = system.requireKernel();
        UnifiedKernelImage uki = new UkiContents(system).image(kernel, compression, system.bootLoader(bootLoader));
        Signed signed = Signed.of(uki, ukiKey);
        OutputPlan.Artifact artifact =
                new OutputPlan.Artifact(FILE, signed.file().size(), signed.file()::writeTo, List.of(signed.report()));
        return OutputPlan.of(artifact).withWarnings(UkiContents.warnings(kernel));
    }

    /**
     * An image as a file.
     *
     * @param report what the build says of it
     */
    record Signed(BlockImage file, String report) {
        static Signed of(UnifiedKernelImage uki, ImageSigning key) {
            Optional<byte[]> signature = key.sign(uki.hash());
            String report = (signature.isPresent() ? "signed, " : "not signed, ") + "Authenticode hash " + uki.hash();
            return new Signed(signature.map(uki::signed).orElseGet(uki::unsigned), report);
        }
    }
}
