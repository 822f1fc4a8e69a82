package dev.slipway.output.format;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.IOConsumer;
import dev.slipway.output.CompressionSetting;
import dev.slipway.output.Initrd;
import dev.slipway.output.KernelVersion;
import dev.slipway.output.iso.BootLoader;
import dev.slipway.output.iso.KernelCommandLine;
import dev.slipway.tree.FileTree;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** What every format starts from: the parts of a system. Each part is made once, when it is asked for first. */
public interface BootableSystem {
    /** Its name, for messages. */
    String name();

    /** The architecture that it runs on, as OCI calls it, such as {@code amd64}. */
    String architecture();

    /** Time of generated files, in seconds since 1970-01-01T00:00:00Z. */
    long timestamp();

    /** Bytes of memory that the machine will have; 0 if that is unknown. */
    long memoryLimit();

    /** The kernel; empty if the YAML names none. */
    Optional<Content> kernel() throws IOException;

    /**
     * The kernel of a system that is to start.
     *
     * @throws KernelMissing if the YAML names none
     */
    default Content requireKernel() throws IOException {
        return kernel().orElseThrow(() -> new KernelMissing(name()));
    }

    /** What the kernel says about itself, if it says anything. */
    Optional<KernelVersion> kernelVersion() throws IOException;

    /** The initial RAM disk. */
    Initrd initrd(CompressionSetting compression) throws IOException;

    /** The kernel's command line, without a line feed; empty if there is none. */
    Content commandLine() throws IOException;

    /** The place where the author wrote the command line, for messages. */
    String commandLinePlace() throws IOException;

    /**
     * The command line for a boot loader.
     *
     * @throws dev.slipway.problem.Problem if it has a character that no boot loader passes on
     */
    default KernelCommandLine kernelCommandLine() throws IOException {
        return KernelCommandLine.of(commandLine(), commandLinePlace());
    }

    /** The root file system. */
    FileTree root() throws IOException;

    /** The root file system with kernel and command line below {@code boot}. */
    FileTree whole() throws IOException;

    /**
     * Bytes whose size has to be known before they are written to an output: they are made once, and kept.
     *
     * @param kind what they are, one word
     * @param key names everything that they depend on
     */
    Content derived(String kind, Digest key, IOConsumer<OutputStream> maker) throws IOException;

    /** Bytes that are read more than once, and are too many for the memory. */
    Content keep(IOConsumer<OutputStream> maker) throws IOException;

    /**
     * The boot loaders of an image.
     *
     * @param reference what {@link OutputFormat#bootLoaderImage} gave
     */
    BootLoader bootLoader(String reference) throws IOException;
}
