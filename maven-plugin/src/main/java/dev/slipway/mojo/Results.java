package dev.slipway.mojo;

import dev.slipway.content.HumanSize;
import dev.slipway.result.BuiltOutput;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;

/**
 * Hands files over to Maven, which installs and deploys them.
 *
 * @param goals what Maven was asked for, phases and goals
 */
record Results(List<String> goals, MavenProject project, MavenProjectHelper helper, Log log) {
    /** The packaging whose main artifact is an ISO. */
    private static final String OS_IMAGE = "os-image";

    private static final long GIBIBYTE = 1L << 30;

    void attach(BuiltOutput output) {
        attach(output.kind().type(), output.classifier(), output.file());
    }

    void attach(String type, String classifier, Path file) {
        noticeLargeUpload(file);
        helper.attachArtifact(project, type, classifier.isEmpty() ? null : classifier, file.toFile());
    }

    /** A file of any format. */
    void system(BuiltOutput output, Path lock) {
        if (output.kind().type().equals("iso")) {
            iso(output, lock);
        } else {
            attach(output);
        }
    }

    /**
     * The ISO without a classifier is what a project of packaging {@code os-image} is built for; elsewhere it comes beside the main
     * artifact.
     *
     * @param lock the main artifact of a project that has ISOs with classifiers only
     */
    private void iso(BuiltOutput iso, Path lock) {
        if (isOsImage() && iso.classifier().isEmpty()) {
            noticeLargeUpload(iso.file());
            mainArtifact("os-image", "iso", iso.file());
            return;
        }
        attach(iso);
        if (isOsImage() && !hasMainArtifact()) {
            mainArtifact("lock", "lock", lock);
        }
    }

    /**
     * Without an ISO the lock, which says exactly what the system is made of, becomes the main artifact: Maven installs and deploys no
     * project that has none.
     */
    void noIso(Path lock) {
        if (!isOsImage() || hasMainArtifact()) {
            return;
        }
        if (project.getAttachedArtifacts().isEmpty() || !lock.toFile().isFile()) {
            nothing();
            return;
        }
        mainArtifact("lock", "lock", lock);
    }

    private boolean hasMainArtifact() {
        return project.getArtifact().getFile() != null;
    }

    private void mainArtifact(String type, String extension, Path file) {
        DefaultArtifactHandler handler = new DefaultArtifactHandler(type);
        handler.setExtension(extension);
        project.getArtifact().setArtifactHandler(handler);
        project.getArtifact().setFile(file.toFile());
    }

    /** Where nothing was built, nothing is installed or deployed, instead of a failure that the user has asked for with a skip. */
    private void nothing() {
        for (String goal : List.of("install", "deploy")) {
            project.getProperties().setProperty("maven." + goal + ".skip", "true");
        }
    }

    private boolean isOsImage() {
        return project.getPackaging().equals(OS_IMAGE);
    }

    private void noticeLargeUpload(Path file) {
        long size = file.toFile().length();
        if (size > GIBIBYTE && goals.stream().anyMatch(goal -> goal.contains("deploy"))) {
            log.info(file.getFileName() + " will be uploaded: " + HumanSize.of(size));
        }
    }
}
