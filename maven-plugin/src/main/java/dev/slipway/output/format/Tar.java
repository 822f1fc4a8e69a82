package dev.slipway.output.format;

import dev.slipway.archive.tar.TarWriter;
import dev.slipway.tree.FileTree;
import java.io.IOException;
import java.util.List;

/** LinuxKit's intermediate tree, kernel and all, in one archive. */
public record Tar() implements OutputFormat {
    /** The whole tree as one archive. */
    public static final OutputKind FILE = new OutputKind("tar", ".tar", "tar", "");

    @Override
    public List<OutputKind> kinds() {
        return List.of(FILE);
    }

    @Override
    public OutputPlan plan(BootableSystem system) throws IOException {
        FileTree whole = system.whole();
        return OutputPlan.of(new OutputPlan.Artifact(
                FILE, TarWriter.sizeWithOrigins(whole), sink -> TarWriter.writeWithOrigins(whole, sink)));
    }
}
