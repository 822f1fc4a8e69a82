package dev.slipway.environment;

import dev.slipway.content.Digest;
import java.nio.file.Path;
import java.util.List;

/** What happened in a build, as data. {@link BuildLines} makes the lines of a log of it. */
public sealed interface BuildEvent {
    /**
     * The lock fits the YAML.
     *
     * @param lock the lock file's name
     * @param images how many are pinned
     * @param modules how many of them are modules of the same project, which have no pin
     * @param changes one line for each pin that moved; empty if none did
     */
    record Resolved(String lock, int images, int modules, List<String> changes) implements BuildEvent {
        public Resolved {
            changes = List.copyOf(changes);
        }
    }

    /**
     * The images were checked against the trust policy.
     *
     * @param verdicts one line for each image
     * @param millis how long it took
     * @param requests how many went to registries and servers of signatures
     */
    record Verified(List<String> verdicts, long millis, long requests) implements BuildEvent {
        public Verified {
            verdicts = List.copyOf(verdicts);
        }
    }

    /**
     * Debian packages are fetched.
     *
     * @param packages how many
     * @param size of all, in bytes
     */
    record FetchingPackages(int packages, long size) implements BuildEvent {}

    /**
     * Something comes over the network.
     *
     * @param size in bytes
     */
    record Fetching(String what, long size) implements BuildEvent {}

    /**
     * A file in its place.
     *
     * @param size in bytes
     */
    record OutputFile(Path path, long size, Digest digest) {}

    /**
     * A file was written.
     *
     * @param details lines for somebody who wants to know what is in it
     */
    record Wrote(OutputFile file, List<String> details) implements BuildEvent {
        public Wrote {
            details = List.copyOf(details);
        }
    }

    /**
     * A file with an OCI image was written.
     *
     * @param manifest the image's digest, as a lock names it
     */
    record WroteImage(OutputFile file, Digest manifest) implements BuildEvent {}

    /**
     * Files are as this build would write them.
     *
     * @param main the one that stands for all
     */
    record UpToDate(Path main, List<OutputFile> files) implements BuildEvent {
        public UpToDate {
            files = List.copyOf(files);
        }
    }
}
