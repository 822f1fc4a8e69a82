package dev.slipway.verify;

import dev.slipway.content.AllowedHere;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.project.ProjectFile;
import dev.slipway.spec.LinuxKit;
import dev.slipway.trust.policy.DefaultRule;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the policy of a project: in the project's folder and beside every one of its YAML files. One that is found in any of these
 * holds; two are an error, because one of them would not.
 */
public final class PolicyPlaces {
    static final String NAME = "trust-policy.yml";

    private static final Set<String> NEAR = Set.of(
            "trustpolicy",
            "trustpolicyyml",
            "trustpolicyyaml",
            "trustpolicyjson",
            "trustpoliciesyml",
            "trustpoliciesyaml");

    private PolicyPlaces() {}

    /** @throws PolicyNotFound if there are two, or one whose name is almost right */
    static Optional<Path> find(LinuxKitProject project) {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders(project)) {
            refuseNearMisses(folder);
            Path file = folder.resolve(NAME);
            if (ProjectFile.isThere(file) && found.stream().noneMatch(other -> isSame(file, other))) {
                found.add(file);
            }
        }
        if (found.size() > 1) {
            throw new PolicyNotFound(
                    found.get(1).toString(),
                    "a project has one policy, and there is also " + found.get(0),
                    "Put the rules of both into " + found.get(0) + ", and delete the other.",
                    null);
        }
        return found.stream().findFirst();
    }

    /**
     * True if nothing but the settings says what is required of images.
     *
     * @throws PolicyNotFound if there are two policies, or one whose name is almost right
     */
    public static boolean haveNone(LinuxKitProject project) {
        return project.trust().policy() == null && find(project).isEmpty();
    }

    /** True if every image may be used, whatever it is; false also where that cannot be said, which the goals that ask will tell. */
    public static boolean askNothing(LinuxKitProject project, LinuxKit spec) {
        try {
            return spec.trust() == null
                    && project.trust().atLeast().compareTo(DefaultRule.LISTED) <= 0
                    && haveNone(project);
        } catch (PolicyNotFound e) {
            return false;
        }
    }

    /** Where a project without a policy gets one. */
    public static Path home(LinuxKitProject project) {
        return folders(project).iterator().next().resolve(NAME);
    }

    /** The project's folder first: the POM's, or where there is none that of the first YAML file. */
    private static Set<Path> folders(LinuxKitProject project) {
        Set<Path> folders = new LinkedHashSet<>();
        Path base = project.trust().base();
        if (base != null) {
            folders.add(base.toAbsolutePath().normalize());
        }
        for (Path yaml : project.config()) {
            Path parent = yaml.toAbsolutePath().normalize().getParent();
            folders.add(parent == null ? Path.of("/") : parent);
        }
        return folders;
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            // What cannot be read is told when it is read; until then it is another one.
            return false;
        }
    }

    @AllowedHere("each file alone decides")
    private static void refuseNearMisses(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                String letters = name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
                if (NEAR.contains(letters) && !name.equals(NAME)) {
                    throw new PolicyNotFound(
                            file.toString(),
                            "this looks like a policy, but the name of a policy is " + NAME,
                            "Rename it to " + NAME + ", or delete it.",
                            null);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Then there is no YAML either, which is told where that is read.
            return;
        } catch (IOException e) {
            throw new PolicyNotFound(
                    folder.toString(),
                    "this folder cannot be read, so it is not known whether it has a policy: " + e,
                    "Let this user read the folder.",
                    e);
        }
    }
}
