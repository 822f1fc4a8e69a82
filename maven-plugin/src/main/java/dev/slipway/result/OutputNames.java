package dev.slipway.result;

import dev.slipway.environment.BuildEvent;
import dev.slipway.environment.InvalidSetting;
import dev.slipway.oci.Platform;
import dev.slipway.output.format.OutputKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the outputs of an execution are called, as files and as Maven artifacts.
 *
 * @param folder the output folder
 * @param finalName first part of every file name
 * @param qualifier what tells these outputs from others of the same project: a classifier, a platform, both, or nothing
 */
public record OutputNames(Path folder, String finalName, String qualifier) {
    private static final Pattern CLASSIFIER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*");

    public OutputNames {
        folder = folder.toAbsolutePath();
    }

    /** Names without a qualifier. */
    public static OutputNames of(Path folder, String finalName) {
        return new OutputNames(folder, finalName, "");
    }

    /**
     * The same with a classifier; null or empty for none.
     *
     * @throws InvalidSetting if it cannot be a part of a file name
     */
    public OutputNames withClassifier(@Nullable String classifier) {
        if (classifier == null || classifier.isEmpty()) {
            return this;
        }
        if (!CLASSIFIER.matcher(classifier).matches()) {
            throw new InvalidSetting(
                    "slipway.classifier",
                    "'" + classifier + "' cannot be a part of a file name",
                    "Use only letters, digits and _ . + -, and begin with a letter, a digit or _.");
        }
        return new OutputNames(folder, finalName, joined(qualifier, classifier));
    }

    /** The same for one of several platforms that a project is built for. */
    public OutputNames withPlatform(Platform platform) {
        return new OutputNames(folder, finalName, joined(qualifier, word(platform)));
    }

    /** What stands before the ending of every file, such as {@code os-small-arm64}. */
    public String base() {
        return joined(finalName, qualifier);
    }

    /** The file of a kind. */
    public Path file(OutputKind kind) {
        return file(kind.ending());
    }

    /** The file of an ending, which may lead into a folder. */
    Path file(String ending) {
        return folder.resolve(base() + ending);
    }

    /** Whether a file lies in a folder that is an output, such as {@code os-netboot}. */
    boolean isInOutputFolder(Path file) {
        Path from = folder.normalize();
        return file.startsWith(from)
                && from.relativize(file).getNameCount() > 1
                && from.relativize(file).getName(0).toString().startsWith(base() + "-");
    }

    /** The text file that lists what is in the root file system. */
    public Path listing() {
        return folder.resolve("slipway").resolve(base() + ".mtree");
    }

    /** A folder for what is unpacked while an output is made. */
    public Path unpacked() {
        return folder.resolve("slipway").resolve(base() + "-unpacked");
    }

    /** The classifier of a kind; empty for none. */
    public String classifier(OutputKind kind) {
        return joined(qualifier, kind.classifier());
    }

    /** The classifier of the lock. */
    public String lockClassifier() {
        return joined(qualifier, "lock");
    }

    /** The output that a file is, if it is one of some kinds. */
    Optional<BuiltOutput> output(BuildEvent.OutputFile written, List<OutputKind> kinds) {
        return kinds.stream()
                .filter(kind -> file(kind).normalize().equals(written.path().normalize()))
                .map(kind -> new BuiltOutput(kind, file(kind), classifier(kind), written.size(), written.digest()))
                .findFirst();
    }

    /** Linux goes without saying: {@code amd64}, {@code arm-v7}. */
    private static String word(Platform platform) {
        return Stream.of(
                        platform.os().equals("linux") ? "" : platform.os(), platform.architecture(), platform.variant())
                .filter(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining("-"));
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining("-"));
    }
}
