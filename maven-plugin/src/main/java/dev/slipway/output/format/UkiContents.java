package dev.slipway.output.format;

import dev.slipway.archive.pe.Section;
import dev.slipway.archive.pe.UnifiedKernelImage;
import dev.slipway.content.Content;
import dev.slipway.output.CompressionSetting;
import dev.slipway.output.KernelVersion;
import dev.slipway.output.iso.BootLoader;
import dev.slipway.output.iso.KernelCommandLine;
import dev.slipway.tree.Node;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sections of a unified kernel image (UAPI group, "UKI", "UKI Components"). */
record UkiContents(BootableSystem system) {
    private static final int LARGEST_STUB = 4 << 20;
    private static final int LARGEST_OS_RELEASE = 1 << 16;
    private static final List<String> OS_RELEASE = List.of("etc/os-release", "usr/lib/os-release");

    static final String KERNEL = ".linux";
    static final String INITRD = ".initrd";

    /** The image of the system as it is, with its initrd. */
    UnifiedKernelImage image(Content kernel, CompressionSetting compression, BootLoader bootLoader) throws IOException {
        KernelCommandLine line = system.kernelCommandLine();
        return image(kernel, Content.concat(system.initrd(compression).parts()), line, bootLoader);
    }

    UnifiedKernelImage image(Content kernel, Content initrd, KernelCommandLine line, BootLoader bootLoader)
            throws IOException {
        KernelCommandLine commandLine = line.requireWhole();
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(".osrel", osRelease()));
        sections.add(new Section(".cmdline", Content.of(commandLine.text())));
        system.kernelVersion()
                .map(KernelVersion::text)
                .ifPresent(version -> sections.add(new Section(".uname", Content.of(version))));
        if (initrd.size() > 0) {
            sections.add(new Section(INITRD, initrd));
        }
        // The last one: a kernel may unpack itself into the memory behind it.
        sections.add(new Section(KERNEL, kernel));
        String where = "stub of unified kernel images";
        return new UnifiedKernelImage(
                bootLoader.unifiedKernelStub(system.architecture()).bytes(LARGEST_STUB, where), where, sections);
    }

    /** The system's own, or what a boot menu shows of a system that has none. */
    private Content osRelease() throws IOException {
        for (String path : OS_RELEASE) {
            Optional<Content> file = system.root()
                    .find(path)
                    .filter(entry -> entry.node() instanceof Node.RegularFile)
                    .map(entry -> ((Node.RegularFile) entry.node()).content())
                    .filter(content -> content.size() <= LARGEST_OS_RELEASE);
            if (file.isPresent()) {
                return file.get();
            }
        }
        String name = system.name().replaceAll("[^A-Za-z0-9._-]", "_");
        return Content.of("ID=linux\nNAME=\"" + name + "\"\nPRETTY_NAME=\"" + name + "\"\n");
    }

    /** What is probably not meant that way. */
    static List<String> warnings(Content kernel) throws IOException {
        try (InputStream in = kernel.open()) {
            byte[] start = in.readNBytes(2);
            boolean program = start.length == 2 && start[0] == 'M' && start[1] == 'Z';
            return program
                    ? List.of()
                    : List.of("The kernel is no program of UEFI (it has no EFI stub), so the unified kernel image will "
                            + "not start it. Do not set slipway.kernel.decompress.");
        }
    }
}
