package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A pin moves when its owner says so, and at no other time. */
class TagMovesIT {
    private static final String STAYS = "docker.io/team/stays:1";
    private static final String MOVES = "docker.io/team/moves:1";

    @Test
    void aMovedTagChangesNothingUntilUpdate() throws IOException {
        Path work = Files.createDirectories(Checks.work().resolve("tags"));
        Path yaml = work.resolve("os.yml");
        Path lock = work.resolve("os.lock");
        try (DockerRegistry registry = DockerRegistry.start(work.resolve("registry"))) {
            registry.push(SeedBootsIT.packageImage("sysctl"), "team/stays:1");
            registry.push(SeedBootsIT.packageImage("sysctl"), "team/moves:1");
            Files.writeString(yaml, "init:\n- team/stays:1\n- team/moves:1\n");
            resolve(work, registry).succeed();
            String first = Files.readString(lock);
            assertThat(first).contains(STAYS, MOVES);

            registry.push(SeedBootsIT.packageImage("binfmt"), "team/stays:1");
            registry.push(SeedBootsIT.packageImage("binfmt"), "team/moves:1");
            assertThat(resolve(work, registry).succeed()).doesNotContain("->");
            assertThat(lock).hasContent(first);

            String log =
                    resolve(work, registry).and("-Dslipway.update=*/moves:*").succeed();
            assertThat(log).containsPattern(MOVES + ".*sha256:[0-9a-f]+.* -> .*sha256:[0-9a-f]+");
            String second = Files.readString(lock);
            assertThat(entry(second, STAYS)).isEqualTo(entry(first, STAYS));
            assertThat(entry(second, MOVES)).isNotEqualTo(entry(first, MOVES));

            Files.writeString(yaml, "init:\n- team/stays:1\n");
            assertThat(resolve(work, registry).and("-Dslipway.frozen=true").fail())
                    .contains("os.lock")
                    .contains("would change");
            assertThat(lock).hasContent(second);
        }
    }

    private static Command resolve(Path work, DockerRegistry registry) {
        return Checks.maven(work, Checks.goal("resolve"))
                .and("-Dslipway.config=os.yml")
                .and("-Dslipway.mirrors=docker.io=http://" + registry.host());
    }

    /** The lines of a reference's entry. */
    private static String entry(String lock, String reference) {
        String rest = lock.substring(lock.indexOf(reference));
        int next = rest.indexOf("docker.io/", 1);
        return next < 0 ? rest : rest.substring(0, next);
    }
}
