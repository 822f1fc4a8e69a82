package dev.slipway.output.format;

import dev.slipway.output.CompressionSetting;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One kind of file that a system can be written as, with its settings: implemented by records, one for each format. */
public interface OutputFormat {
    /** The name of the format, as LinuxKit calls it where it has the format: usually that of what it writes. */
    default String id() {
        return mainKind().id();
    }

    /**
     * The settings. The names of the components are the names of the goal's parameters; the values, by these names, tell whether a file
     * that was written before is up to date. A format is such a record itself, unless it says otherwise.
     */
    default Record settings() {
        return (Record) this;
    }

    /** What it writes; a file that would be empty is left out. */
    List<OutputKind> kinds();

    /** The kind that gives the record of what was written its name, and that the log calls up to date. */
    default OutputKind mainKind() {
        return kinds().get(0);
    }

    /** Reference of the image whose boot loaders it needs, if it needs any. The build pins and verifies it before it is read. */
    default Optional<String> bootLoaderImage() {
        return Optional.empty();
    }

    /** How it wants the initrd to be compressed; empty if it has none. */
    default Optional<CompressionSetting> initrdCompression() {
        return Optional.empty();
    }

    /** Whether the machine unpacks the whole root file system into its memory, and so has to have room for it. */
    default boolean unpacksRoot() {
        return true;
    }

    /**
     * Plans the files.
     *
     * @throws dev.slipway.problem.Problem if this system cannot be written so
     */
    OutputPlan plan(BootableSystem system) throws IOException;
}
