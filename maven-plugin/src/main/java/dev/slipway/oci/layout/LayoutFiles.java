package dev.slipway.oci.layout;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The files of a layout, in a directory or in a tar. Safe for many threads. */
public interface LayoutFiles {
    /** A file that can be opened any number of times. */
    interface LayoutFile {
        /** Size in bytes. */
        long size() throws IOException;

        /** A fresh stream over the file. */
        InputStream open() throws IOException;
    }

    /** The directory or archive, for messages. */
    String name();

    /**
     * A file, if it is there.
     *
     * @param path relative, with slashes, without {@code .} and {@code ..}
     */
    Optional<LayoutFile> find(String path) throws IOException;
}
