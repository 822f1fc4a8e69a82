package dev.slipway.mojo;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * Hands files over to Maven, which installs and deploys them.
 *
 * @param goals what Maven was asked for, phases and goals
 */
record Results(List<String> goals, MavenProject project, MavenProjectHelper helper, Log log) {
    /** The packaging whose main artifact is an ISO. */
    private static final String OS_IMAGE = "os-image";

    private static final long GIBIBYTE = 1L << 30;

    void attach(String type, String classifier, Optional<Path> file) {
        if (file.isPresent()) {
            attach(type, classifier, file.get());
        }
    }

    void attach(String type, @Nullable String classifier, Path file) {
        noticeLargeUpload(file);
        helper.attachArtifact(project, type, classifier, file.toFile());
    }

    /** The ISO is what a project of packaging {@code os-image} is built for; elsewhere it comes beside the main artifact. */
    void iso(Path file) {
        if (isOsImage()) {
            noticeLargeUpload(file);
            project.getArtifact().setFile(file.toFile());
        } else {
            attach("iso", null, file);
        }
    }

    /**
     * Without an ISO the lock, which says exactly what the system is made of, becomes the main artifact: Maven installs and deploys no
     * project that has none.
     */
    void noIso(Path lock) {
        if (!isOsImage()) {
            return;
        }
        if (project.getAttachedArtifacts().isEmpty() || !lock.toFile().isFile()) {
            nothing();
            return;
        }
        DefaultArtifactHandler handler = new DefaultArtifactHandler("lock");
        project.getArtifact().setArtifactHandler(handler);
        project.getArtifact().setFile(lock.toFile());
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
            log.info(String.format("%s will be uploaded: %.1f GiB", file.getFileName(), (double) size / GIBIBYTE));
        }
    }
}
