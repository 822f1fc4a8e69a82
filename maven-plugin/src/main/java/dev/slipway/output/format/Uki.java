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
    public String id() {
        return "uki";
    }

    @Override
    public Record settings() {
        return this;
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
    public OutputPlan plan(BootableSystem system) throws IOException {
        Content kernel = system.kernel().orElseThrow(() -> new KernelMissing(system.name()));
        UnifiedKernelImage uki = new UkiContents(system, compression).image(kernel, system.bootLoader(bootLoader));
        Optional<byte[]> signature = ukiKey.sign(uki.hash());
        BlockImage image = signature.map(uki::signed).orElseGet(uki::unsigned);
        String hash = (signature.isPresent() ? "signed, " : "not signed, ") + "Authenticode hash " + uki.hash();
        OutputPlan.Artifact artifact = new OutputPlan.Artifact(FILE, image.size(), image::writeTo, List.of(hash));
        return new OutputPlan(List.of(), List.of(artifact), null, UkiContents.warnings(kernel));
    }
}
