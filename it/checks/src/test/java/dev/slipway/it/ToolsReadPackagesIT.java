package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Container tools read the images of the goal {@code package}. */
class ToolsReadPackagesIT {
    @Test
    void skopeoReadsEveryImage() {
        List<String> names = packages();
        for (String name : names) {
            String image = Command.of("skopeo", "inspect", "oci-archive:" + SeedBootsIT.packageImage(name))
                    .succeed();
            assertThat(image).contains("\"Architecture\": \"amd64\"", "\"Created\": \"");
            assertThat(Command.of("skopeo", "--override-arch", "arm64", "inspect")
                            .and("oci-archive:" + SeedBootsIT.packageImage(name))
                            .succeed())
                    .contains("\"Architecture\": \"arm64\"");
        }
        Checks.measured(names.size() + " images read by skopeo");
    }

    @Test
    void umociUnpacksWhatTheRecipeSays() {
        Path root = unpacked("init", WorkFolders.empty("umoci"));
        Path source = Checks.root().resolve("packages/init/root/init");
        assertThat(Checks.sha256(root.resolve("init"))).isEqualTo(Checks.sha256(source));
        assertThat(Files.isExecutable(root.resolve("init"))).isTrue();
    }

    /**
     * Unpacks a base package for amd64 with umoci, which knows no index.
     *
     * @param work a folder that is replaced
     * @return the root of its files
     */
    static Path unpacked(String name, Path work) {
        Command.shell("rm -rf \"$WORK\" && mkdir -p \"$WORK\" && skopeo --override-arch amd64 --insecure-policy"
                        + " copy -q \"oci-archive:$IMAGE\" \"oci:$WORK/layout:$TAG\""
                        + " && umoci unpack $OPTIONS --image \"$WORK/layout:$TAG\" \"$WORK/bundle\"")
                // Owners are root's to give.
                .with("OPTIONS", Checks.isRoot() ? "" : "--rootless")
                .with("WORK", work.toString())
                .with("IMAGE", SeedBootsIT.packageImage(name).toString())
                .with("TAG", Checks.version())
                .succeed();
        return work.resolve("bundle/rootfs");
    }

    private static List<String> packages() {
        try (Stream<Path> folders = Files.list(Checks.root().resolve("packages"))) {
            List<String> names = folders.filter(folder -> Files.exists(folder.resolve("package.yml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
            assertThat(names).hasSizeGreaterThan(9);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
