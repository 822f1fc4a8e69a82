package dev.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.tree.Origin;
import org.junit.jupiter.api.Test;

class VolumeStageTest {
    private final Compose compose = new Compose().image("data", TreeText.tree("a/b 0600 =x"));

    @Test
    void aBlankVolumeIsThreeDirectories() {
        Composition composition = compose.yaml("volumes: [{name: v}]");

        assertThat(TreeText.lines(composition.tree()))
                .containsExactly(
                        "d 0755 0:0 - containers",
                        "d 0755 0:0 - containers/volumes",
                        "d 0755 0:0 - containers/volumes/v",
                        "d 0755 0:0 - containers/volumes/v/lower",
                        "d 0755 0:0 - containers/volumes/v/merged",
                        "d 0755 0:0 - containers/volumes/v/tmp");
        assertThat(origin(composition, "containers/volumes/v/lower")).isEqualTo(new Origin("empty", "volume[0]"));
        assertThat(origin(composition, "containers/volumes/v/tmp"))
                .isEqualTo(new Origin("linuxkit.volumes", "volume[0]"));
    }

    @Test
    void aFilledVolumeHoldsItsImage() {
        Composition composition = compose.yaml("volumes: [{name: v, image: data, readonly: true}]");

        assertThat(TreeText.paths(composition.tree()))
                .contains(
                        "containers/volumes/v/lower/a/b",
                        "containers/volumes/v/lower/etc/resolv.conf -> /run/resolvconf/resolv.conf",
                        "containers/volumes/v/tmp/");
        assertThat(origin(composition, "containers/volumes/v/lower/a/b"))
                .isEqualTo(new Origin("docker.io/library/data", "volume[0]"));
    }

    @Test
    void anOciVolumeHoldsTheLayout() {
        Composition composition =
                compose.yaml("volumes: [{name: v, image: data, format: oci, platforms: [linux/arm64]}]");

        assertThat(Compose.text(composition, "containers/volumes/v/lower/index.json"))
                .isEqualTo("docker.io/library/data[linux/arm64]");
        assertThat(TreeText.paths(composition.tree())).doesNotContain("containers/volumes/v/lower/etc/");
    }

    private static Origin origin(Composition composition, String path) {
        return composition.tree().find(path).orElseThrow().origin();
    }
}
