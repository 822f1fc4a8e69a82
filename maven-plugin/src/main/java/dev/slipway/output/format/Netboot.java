package dev.slipway.output.format;

import dev.slipway.archive.zip.ZipWriter;
import dev.slipway.content.Content;
import dev.slipway.output.CompressionSetting;
import dev.slipway.output.Initrd;
import dev.slipway.output.iso.GrubMemory;
import dev.slipway.output.iso.KernelCommandLine;
import dev.slipway.output.netboot.NetbootFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a server of TFTP or HTTP hands out, as a folder, and as an archive that can be attached.
 *
 * @param compression of the initrd
 * @param bootLoader reference of the image with the boot loaders
 */
public record Netboot(CompressionSetting compression, String bootLoader) implements OutputFormat {
    private static final String FOLDER = "-netboot";
    private static final OutputKind FILE = new OutputKind("netboot", FOLDER + ".zip", "zip", "netboot");

    static Netboot of(FormatSettings settings) {
        return new Netboot(settings.compression(), settings.bootLoader());
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
        Initrd initrd = system.initrd(compression);
        KernelCommandLine commandLine = system.kernelCommandLine();
        SortedMap<String, Content> files =
                new NetbootFiles(commandLine, kernel, initrd.content(), system.bootLoader(bootLoader)).files();
        ZipWriter zip = new ZipWriter(system.name(), files, system.timestamp());
        SortedMap<String, Content> folder = new TreeMap<>();
        files.forEach((path, content) -> folder.put(FOLDER + "/" + path, content));
        OutputPlan.Artifact artifact = new OutputPlan.Artifact(FILE, zip.size(), zip::write);
        return OutputPlan.of(artifact)
                .withWarnings(GrubMemory.warnings(kernel.size(), initrd.size(), system.memoryLimit()))
                .beside(folder);
    }
}
