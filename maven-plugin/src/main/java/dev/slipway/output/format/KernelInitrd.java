package dev.slipway.output.format;

import dev.slipway.content.Content;
import dev.slipway.output.CompressionSetting;
import dev.slipway.output.Initrd;
import dev.slipway.output.SizeByOrigin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Kernel, initrd and command line as three files.
 *
 * @param compression of the initrd
 */
public record KernelInitrd(CompressionSetting compression) implements OutputFormat {
    /** The kernel alone. */
    public static final OutputKind KERNEL = new OutputKind("kernel", "-kernel", "bin", "kernel");

    /** The initial file system of the kernel. */
    public static final OutputKind INITRD = new OutputKind("initrd", "-initrd.img", "img", "initrd");

    /** The kernel's command line. */
    public static final OutputKind CMDLINE = new OutputKind("cmdline", "-cmdline", "txt", "cmdline");

    /** With the usual level of a method. */
    public KernelInitrd(String method) {
        this(CompressionSetting.of(method));
    }

    @Override
    public String id() {
        return "kernel+initrd";
    }

    @Override
    public List<OutputKind> kinds() {
        return List.of(KERNEL, INITRD, CMDLINE);
    }

    @Override
    public OutputKind mainKind() {
        return INITRD;
    }

    @Override
    public Optional<CompressionSetting> initrdCompression() {
        return Optional.of(compression);
    }

    /** Files that would be empty are left out, as in LinuxKit. */
    @Override
    public OutputPlan plan(BootableSystem system) throws IOException {
        List<OutputPlan.Artifact> artifacts = new ArrayList<>();
        Optional<Content> kernel = system.kernel();
        kernel.ifPresent(content -> addFile(artifacts, KERNEL, content));
        Initrd initrd = system.initrd(compression);
        addFile(artifacts, CMDLINE, system.commandLine());
        if (!initrd.parts().isEmpty()) {
            List<String> parts =
                    initrd.sizes().stream().map(SizeByOrigin.Line::toString).toList();
            artifacts.add(new OutputPlan.Artifact(INITRD, initrd.size(), initrd.content()::writeTo, parts));
        }
        return new OutputPlan(heading(system), artifacts, system.root(), List.of());
    }

    /** What the kernel says about itself, if it says anything. */
    static List<String> heading(BootableSystem system) throws IOException {
        return system.kernelVersion().stream()
                .map(version -> "Linux " + version.text())
                .toList();
    }

    /** Adds a file, unless it is empty. */
    static void addFile(List<OutputPlan.Artifact> artifacts, OutputKind kind, Content content) {
        if (content.size() > 0) {
            artifacts.add(new OutputPlan.Artifact(kind, content.size(), content::writeTo));
        }
    }
}
