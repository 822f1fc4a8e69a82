package dev.slipway.output.format;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One kind of file that a system can be written as, with its settings: implemented by records, one for each format. */
public interface OutputFormat {
    /** The name of the format, as LinuxKit calls it where it has the format. */
    String id();

    /**
     * The settings. The names of the components are the names of the goal's parameters; the values, by these names, tell whether a file
     * that was written before is up to date.
     */
    Record settings();

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

    /**
     * Plans the files.
     *
     * @throws dev.slipway.problem.Problem if this system cannot be written so
     */
    OutputPlan plan(BootableSystem system) throws IOException;
}
