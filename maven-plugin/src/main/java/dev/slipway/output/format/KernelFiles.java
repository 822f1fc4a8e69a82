package dev.slipway.output.format;

import dev.slipway.content.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Kernel and command line as two files, for a root file system that lies elsewhere. */
public record KernelFiles() implements OutputFormat {
    @Override
    public List<OutputKind> kinds() {
        return List.of(KernelInitrd.KERNEL, KernelInitrd.CMDLINE);
    }

    @Override
    public boolean unpacksRoot() {
        return false;
    }

    /** An empty command line is left out, as in LinuxKit. */
    @Override
    public OutputPlan plan(BootableSystem system) throws IOException {
        Content kernel = system.requireKernel();
        List<OutputPlan.Artifact> artifacts = new ArrayList<>();
        artifacts.add(new OutputPlan.Artifact(KernelInitrd.KERNEL, kernel.size(), kernel::writeTo));
        KernelInitrd.addFile(artifacts, KernelInitrd.CMDLINE, system.commandLine());
        return new OutputPlan(KernelInitrd.heading(system), artifacts, null, List.of());
    }
}
