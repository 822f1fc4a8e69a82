package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.content.Digest;
import dev.slipway.output.format.Iso;
import dev.slipway.result.BuiltOutput;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.DefaultMavenProjectHelper;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("deprecation") // What Maven's own helper calls, which needs a container.
class ResultsTest {
    private static final long GIBIBYTE = 1L << 30;

    @TempDir
    private Path folder;

    private final List<String> log = new ArrayList<>();
    private final MavenProject project = project();
    private Path lock;

    @BeforeEach
    void writeLock() throws IOException {
        lock = file("linuxkit.lock", 1);
    }

    @Test
    void anUploadOfMoreThanAGibibyteIsAnnounced() throws IOException {
        results("clean", "deploy").system(iso(file("os.iso", 3 * GIBIBYTE / 2), ""), lock);
        assertThat(log).containsExactly("os.iso will be uploaded: 1.6 GB");
    }

    @Test
    void whatIsSmallerOrNotUploadedIsNot() throws IOException {
        results("deploy").system(iso(file("os.iso", GIBIBYTE), ""), lock);
        results("install").system(iso(file("os.iso", GIBIBYTE + 1), ""), lock);
        assertThat(log).isEmpty();
    }

    @Test
    void theIsoIsTheMainArtifact() throws IOException {
        Path iso = file("os.iso", 1);
        results("package").system(iso(iso, ""), lock);
        assertThat(project.getArtifact().getFile()).isEqualTo(iso.toFile());
    }

    @Test
    void isosOfSeveralPlatformsAreAttachedAndTheLockIsTheMainArtifact() throws IOException {
        results("package").system(iso(file("os-amd64.iso", 1), "amd64"), lock);
        results("package").system(iso(file("os-arm64.iso", 1), "arm64"), lock);
        assertThat(project.getAttachedArtifacts())
                .extracting(Artifact::getClassifier)
                .containsExactly("amd64", "arm64");
        assertThat(project.getArtifact().getFile()).isEqualTo(lock.toFile());
        assertThat(project.getArtifact().getArtifactHandler().getExtension()).isEqualTo("lock");
    }

    @Test
    void anIsoWithoutAClassifierIsTheMainArtifactInWhateverOrder() throws IOException {
        results("package").system(iso(file("os-small.iso", 1), "small"), lock);
        Path iso = file("os.iso", 1);
        results("package").system(iso(iso, ""), lock);
        results("package").noIso(lock);
        assertThat(project.getArtifact().getFile()).isEqualTo(iso.toFile());
        assertThat(project.getArtifact().getArtifactHandler().getExtension()).isEqualTo("iso");
    }

    @Test
    void withoutAnythingThereIsNothingToInstall() {
        results("install").noIso(folder.resolve("other.lock"));
        assertThat(project.getArtifact().getFile()).isNull();
        assertThat(project.getProperties())
                .containsEntry("maven.install.skip", "true")
                .containsEntry("maven.deploy.skip", "true");
    }

    @Test
    void withoutAnIsoTheLockIsTheMainArtifact() throws IOException {
        project.addAttachedArtifact(artifact("initrd", "img"));
        results("install").noIso(lock);
        Artifact main = project.getArtifact();
        assertThat(main.getFile()).isEqualTo(lock.toFile());
        assertThat(main.getArtifactHandler().getExtension()).isEqualTo("lock");
        assertThat(project.getProperties()).isEmpty();
    }

    private Results results(String... goals) {
        Log recorder = new SystemStreamLog() {
            @Override
            public void info(CharSequence line) {
                log.add(line.toString());
            }
        };
        MavenProjectHelper helper = new DefaultMavenProjectHelper() {
            @Override
            public void attachArtifact(MavenProject to, String type, String classifier, File file) {
                to.addAttachedArtifact(artifact(classifier, type));
            }
        };
        return new Results(List.of(goals), project, helper, recorder);
    }

    private static BuiltOutput iso(Path file, String classifier) {
        return new BuiltOutput(Iso.FILE, file, classifier, 1, Digest.of(new byte[0]));
    }

    private static MavenProject project() {
        Model model = new Model();
        model.setPackaging("os-image");
        MavenProject project = new MavenProject(model);
        project.setArtifact(artifact(null, "iso"));
        return project;
    }

    private static Artifact artifact(String classifier, String type) {
        return new DefaultArtifact("g", "a", "1", null, type, classifier, new DefaultArtifactHandler(type));
    }

    /** Sparse, so that no disk is filled. */
    private Path file(String name, long size) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }
        return file;
    }
}
