package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.Mojo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Maven fills into the goals of a project that configures nothing. */
@MojoTest
class GoalDefaultsTest implements RealMaven {
    private final MavenFixture maven;

    GoalDefaultsTest(@TempDir Path folder) throws Exception {
        maven = new MavenFixture(folder, "initrd");
    }

    @BeforeEach
    void forget() {
        maven.request.getUserProperties().clear();
    }

    @Override
    public MavenFixture maven() {
        return maven;
    }

    @Test
    void everyParameterHasTheRecordedDefault(
            @InjectMojo(goal = "disk") DiskMojo disk,
            @InjectMojo(goal = "image") ImageMojo formats,
            @InjectMojo(goal = "initrd") InitrdMojo initrd,
            @InjectMojo(goal = "iso") IsoMojo iso,
            @InjectMojo(goal = "package") PackageMojo image,
            @InjectMojo(goal = "resolve") ResolveMojo resolve,
            @InjectMojo(goal = "run") RunMojo run,
            @InjectMojo(goal = "tar") TarMojo tar,
            @InjectMojo(goal = "verify-trust") VerifyTrustMojo verify)
            throws Exception {
        Map<String, Mojo> goals = new TreeMap<>(Map.of(
                "disk",
                disk,
                "image",
                formats,
                "initrd",
                initrd,
                "iso",
                iso,
                "package",
                image,
                "resolve",
                resolve,
                "run",
                run,
                "tar",
                tar,
                "verify-trust",
                verify));
        StringBuilder text = new StringBuilder();
        for (GoalsFixture.Goal goal : GoalsFixture.read()) {
            Map<String, Object> values = MojoExtension.getVariablesAndValuesFromObject(goals.remove(goal.name()));
            text.append("slipway:").append(goal.name()).append('\n');
            for (GoalsFixture.Setting setting : goal.settings()) {
                assertThat(values).containsKey(setting.name());
                text.append("  %-20s %s"
                                .formatted(setting.name(), shown(values.get(setting.name())))
                                .stripTrailing())
                        .append('\n');
            }
        }
        assertThat(goals).isEmpty();
        assertThat(text.toString())
                .isEqualTo(Files.readString(Path.of("src/test/resources/dev/slipway/mojo/defaults.txt")));
    }

    private String shown(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(this::shown).toList().toString();
        }
        if (value instanceof File file) {
            // The harness puts its own folder where Maven puts ${basedir}.
            return file.getPath()
                    .replace(maven.folder.toString(), "${basedir}")
                    .replace(MojoExtension.getBasedir(), "${basedir}")
                    .replace('\\', '/');
        }
        return value == null ? "" : value.toString();
    }
}
