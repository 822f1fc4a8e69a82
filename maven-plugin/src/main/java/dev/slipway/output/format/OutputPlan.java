package dev.slipway.output.format;

import dev.slipway.archive.image.BlockImage;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.IOConsumer;
import dev.slipway.tree.FileTree;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files that a format makes of a system, before anything is written.
 *
 * @param heading lines of the report before those of the artifacts
 * @param artifacts in the order in which they are written and reported
 * @param listed what the build lists in a text file beside the outputs; null if there is no such file
 * @param warnings sentences, which are repeated as long as the output is up to date
 * @param others files that are no artifacts, by what follows the common beginning of all names
 */
public record OutputPlan(
        List<String> heading,
        List<Artifact> artifacts,
        @Nullable FileTree listed,
        List<String> warnings,
        SortedMap<String, Content> others) {
    public OutputPlan {
        heading = List.copyOf(heading);
        artifacts = List.copyOf(artifacts);
        warnings = List.copyOf(warnings);
        others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
    }

    /** A plan of artifacts only. */
    public OutputPlan(
            List<String> heading, List<Artifact> artifacts, @Nullable FileTree listed, List<String> warnings) {
        this(heading, artifacts, listed, warnings, new TreeMap<>());
    }

    /** A plan of one file. */
    public static OutputPlan of(Artifact artifact) {
        return new OutputPlan(List.of(), List.of(artifact), null, List.of());
    }

    /** A plan of one image, about which there is nothing more to say. */
    static OutputPlan of(OutputKind kind, BlockImage image) {
        return of(new Artifact(kind, image.size(), image::writeTo));
    }

    /** The same with warnings before its own. */
    public OutputPlan withWarnings(List<String> first) {
        List<String> all = new ArrayList<>(first);
        all.addAll(warnings);
        return new OutputPlan(heading, artifacts, listed, all, others);
    }

    /** The same with files that are no artifacts. */
    OutputPlan beside(SortedMap<String, Content> files) {
        return new OutputPlan(heading, artifacts, listed, warnings, files);
    }

    /**
     * One file.
     *
     * @param kind gives the file its name, and the Maven artifact its type and classifier
     * @param size in bytes; {@link #UNKNOWN_SIZE} for what is compressed while it is written
     * @param details lines of the report after that of the file
     * @param image digest of the OCI image that the file holds, as a lock names it; null if it holds none
     */
    public record Artifact(
            OutputKind kind, long size, IOConsumer<OutputStream> bytes, List<String> details, @Nullable Digest image) {
        /** The size of a file that is known only when it is written. */
        public static final long UNKNOWN_SIZE = -1;

        public Artifact {
            details = List.copyOf(details);
        }

        /** A file that is no OCI image. */
        Artifact(OutputKind kind, long size, IOConsumer<OutputStream> bytes, List<String> details) {
            this(kind, size, bytes, details, null);
        }

        /** A file about which there is nothing more to say. */
        Artifact(OutputKind kind, long size, IOConsumer<OutputStream> bytes) {
            this(kind, size, bytes, List.of());
        }
    }
}
