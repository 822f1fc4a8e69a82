package dev.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.content.Content;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Origin;
import org.junit.jupiter.api.Test;

class CompositionTest {
    private static final Origin KERNEL = new Origin("k", KernelStage.LOCATION);
    private static final Origin INIT = new Origin("i", "init[0]");

    private final Warnings warnings = new Warnings();

    @Test
    void whatTheLoaderTakesIsNotInTheRootFileSystem() throws Exception {
        FileTree tree = TreeText.tree(
                "boot/ 0755",
                "boot/kernel 0644 =k",
                "boot/cmdline 0644 =quiet",
                "boot/ucode.cpio 0644 =u",
                "bin/sh 0755");
        Composition composition = Composition.split(tree.withOrigin(KERNEL), warnings);

        assertThat(TreeText.paths(composition.tree())).containsExactly("bin/", "bin/sh", "boot/");
        assertThat(composition.kernel()).isNotNull();
        assertThat(composition.cmdline().bytes()).asString().isEqualTo("quiet");
        assertThat(composition.ucode()).isNotNull();
        assertThat(TreeText.lines(composition.whole())).isEqualTo(TreeText.lines(tree));
    }

    @Test
    void withoutAKernelTheCommandLineIsEmpty() {
        Composition composition = Composition.split(FileTree.EMPTY, warnings);

        assertThat(composition.kernel()).isNull();
        assertThat(composition.ucode()).isNull();
        assertThat(composition.cmdline().digest()).isEqualTo(Content.of("").digest());
    }

    @Test
    void deviceTreesOfTheKernelsTarStayAndTheRestOfBootGoes() {
        RootTree root = new RootTree(10, warnings);
        root.overlay(TreeText.tree("boot/ 0755", "boot/dtb/a.dtb 0644"), KERNEL);
        root.overlay(TreeText.tree("boot/ 0755", "boot/grub/ 0755", "boot/grub/grub.cfg 0644"), INIT);
        root.overlay(TreeText.tree("boot/mine 0644"), new Origin(FileStage.SOURCE, "files[0]"));
        Composition composition = Composition.split(root.build(), warnings);

        assertThat(TreeText.paths(composition.tree())).containsExactly("boot/", "boot/dtb/", "boot/dtb/a.dtb");
        assertThat(warnings.all()).singleElement().asString().contains("files[0]", "boot/mine");
    }
}
