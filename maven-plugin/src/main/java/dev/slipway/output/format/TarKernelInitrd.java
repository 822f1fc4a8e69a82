package dev.slipway.output.format;

import dev.slipway.archive.tar.TarWriter;
import dev.slipway.content.Content;
import dev.slipway.output.CompressionSetting;
import dev.slipway.tree.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Kernel, initrd and command line in one archive, by the names that LinuxKit gives them; one that would be empty is left out, as there.
 *
 * @param compression of the initrd
 */
public record TarKernelInitrd(CompressionSetting compression) implements OutputFormat {
    private static final OutputKind FILE = new OutputKind("tar-kernel-initrd", "-initrd.tar", "tar", "initrd");

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
        List<Entry> files = new ArrayList<>();
        if (system.kernel().isPresent()) {
            add(files, system, "kernel", system.kernel().get());
        }
        add(files, system, "initrd.img", system.initrd(compression).content());
        add(files, system, "cmdline", system.commandLine());
        return OutputPlan.of(
                new OutputPlan.Artifact(FILE, TarWriter.size(files), sink -> TarWriter.write(files, sink)));
    }

    private static void add(List<Entry> files, BootableSystem system, String name, Content content) {
        if (content.size() > 0) {
            files.add(Entry.file(name, 0644, system.timestamp(), content));
        }
    }
}
