package dev.slipway.output.format;

import dev.slipway.archive.tar.TarWriter;
import dev.slipway.tree.FileTree;
import java.io.IOException;
import java.util.List;

/** LinuxKit's intermediate tree, kernel and all, in one archive. */
public record Tar() implements OutputFormat {
    @Override
    public String id() {
        return "tar";
    }

    @Override
    public Record settings() {
        return this;
    }

    @Override
    public List<OutputKind> kinds() {
        return List.of(OutputKind.TAR);
    }

    @Override
    public OutputPlan plan(BootableSystem system) throws IOException {
        FileTree whole = system.whole();
        return OutputPlan.of(new OutputPlan.Artifact(
                OutputKind.TAR, TarWriter.sizeWithOrigins(whole), sink -> TarWriter.writeWithOrigins(whole, sink)));
    }
}
