package dev.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.tree.FileTree;
import dev.slipway.tree.Origin;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class KernelStageTest {
    private static final FileTree IMAGE = TreeText.tree(
            "kernel 0644 =bzImage",
            "kernel.tar 0644 =tar",
            "ucode.cpio 0600 =microcode",
            "etc/passwd 0644",
            "k -> kernel");

    private final Compose compose =
            new Compose().image("k:1", IMAGE).inTars(TreeText.tree("lib/modules/m.ko 0644", "boot/a.dtb 0644"));

    @Test
    void takesKernelAndModulesAndNothingElse() throws IOException {
        Composition composition = compose.yaml("kernel: {image: \"k:1\", cmdline: quiet}");

        assertThat(TreeText.paths(composition.tree()))
                .containsExactly("boot/", "boot/a.dtb", "lib/", "lib/modules/", "lib/modules/m.ko");
        assertThat(TreeText.paths(composition.boot())).contains("boot/cmdline", "boot/kernel");
        assertThat(composition.cmdline().bytes()).asString().isEqualTo("quiet");
        assertThat(Compose.text(composition, "boot/kernel")).isEqualTo("bzImage");
        assertThat(composition.ucode()).isNull();
        assertThat(composition.tree().entries())
                .allMatch(entry -> entry.origin().equals(new Origin("docker.io/library/k:1", "kernel")));
    }

    @Test
    void microcodeIsTakenWhenAskedFor() {
        Composition composition = compose.yaml("kernel: {image: \"k:1\", tar: none, ucode: ucode.cpio}");

        assertThat(Compose.text(composition, "boot/ucode.cpio")).isEqualTo("microcode");
        assertThat(TreeText.lines(composition.boot())).anyMatch(line -> line.startsWith("f 0600"));
        assertThat(TreeText.paths(composition.tree())).containsExactly("boot/");
    }

    @Test
    void microcodeThatIsNotThereIsToldOf() {
        assertThat(compose.yaml("kernel: {image: \"k:1\", ucode: intel.cpio}").warnings())
                .singleElement()
                .asString()
                .startsWith("linuxkit.yml:1:31: kernel.ucode: ")
                .contains("'intel.cpio'");
    }

    @Test
    void theKernelMayBeALinkInItsImage() {
        assertThat(Compose.text(compose.yaml("kernel: {image: \"k:1\", binary: k}"), "boot/kernel"))
                .isEqualTo("bzImage");
    }

    @Test
    void anImageWithoutKernelIsRefusedWithWhatItHas() {
        compose.image("debian:12", TreeText.tree("bin/ 0755", "boot/vmlinuz-6.1.0-cloud 0644", "kernel.tar 0644"));

        assertThatThrownBy(() -> compose.yaml("kernel:", "  image: debian:12"))
                .isInstanceOf(KernelNotInImage.class)
                .hasMessage(
                        """
                        linuxkit.yml:2:10: kernel.image: the image docker.io/library/debian:12 has no kernel at 'kernel'
                          At its root the image has bin/, boot/, kernel.tar.
                          If the kernel is 'boot/vmlinuz-6.1.0-cloud', add this to the section kernel:  binary: boot/vmlinuz-6.1.0-cloud""");
    }

    @Test
    void aWrongBinaryIsRefusedAtItsOwnLine() {
        compose.image("empty", FileTree.EMPTY);

        assertThatThrownBy(() -> compose.yaml("kernel:", "  image: empty", "  binary: bzImage"))
                .isInstanceOf(KernelNotInImage.class)
                .hasMessageStartingWith("linuxkit.yml:3:11: kernel.binary: ")
                .hasMessageContaining("The image is empty.")
                .hasMessageContaining("binary: <path in the image>");
    }

    @Test
    void anImageWithoutModulesIsRefusedUnlessNoneAreWanted() {
        compose.image("bare", TreeText.tree("kernel 0644"));

        assertThatThrownBy(() -> compose.yaml("kernel: {image: bare}"))
                .isInstanceOf(KernelTarNotInImage.class)
                .hasMessageContaining("'kernel.tar'")
                .hasMessageContaining("tar: none");
        assertThat(compose.yaml("kernel: {image: bare, tar: none}").kernel()).isNotNull();
    }
}
