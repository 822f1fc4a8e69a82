package dev.slipway.output.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Content;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DiskInitrdTest {
    private static final String FOLDER = "lib/modules/6.1.0/";
    private static final FileTree TOOLS = tree(Map.of("init", "first", "data", "grows", "bin/busybox", "b"));

    /** As depmod writes them: each file with all that it needs. */
    private static final String DEPENDENCIES =
            """
            kernel/drivers/block/virtio_blk.ko: kernel/drivers/virtio/virtio.ko
            kernel/drivers/virtio/virtio.ko:
            kernel/drivers/md/dm-verity.ko.xz: kernel/lib/reed_solomon.ko kernel/drivers/md/dm-bufio.ko kernel/drivers/md/dm-mod.ko
            kernel/drivers/md/dm-bufio.ko: kernel/drivers/md/dm-mod.ko
            kernel/drivers/md/dm-mod.ko:
            kernel/lib/reed_solomon.ko:
            kernel/fs/overlayfs/overlay.ko:
            kernel/net/other.ko:
            """;

    @Test
    void modulesAreLoadedBehindThoseThatTheyNeed() throws IOException {
        FileTree initrd = DiskInitrd.of(system(DEPENDENCIES, "kernel/fs/erofs/erofs.ko\n"), "erofs", TOOLS, 7);
        assertThat(text(initrd, "usr/lib/slipway-disk/modules").lines().map(line -> line.replace(FOLDER, "")))
                .containsExactly(
                        "kernel/drivers/virtio/virtio.ko",
                        "kernel/drivers/block/virtio_blk.ko kernel/drivers/virtio/virtio.ko",
                        "kernel/drivers/md/dm-mod.ko",
                        "kernel/lib/reed_solomon.ko",
                        "kernel/drivers/md/dm-bufio.ko kernel/drivers/md/dm-mod.ko",
                        "kernel/drivers/md/dm-verity.ko.xz kernel/lib/reed_solomon.ko kernel/drivers/md/dm-bufio.ko"
                                + " kernel/drivers/md/dm-mod.ko",
                        "kernel/fs/overlayfs/overlay.ko");
        assertThat(initrd.find(FOLDER + "kernel/drivers/md/dm-verity.ko.xz")).isPresent();
        assertThat(initrd.find(FOLDER + "kernel/net/other.ko")).isEmpty();
        assertThat(text(initrd, "init")).isEqualTo("first");
        assertThat(initrd.find("init").orElseThrow().attributes().mode()).isEqualTo(0755);
        assertThat(text(initrd, "usr/lib/slipway-disk/bin/busybox")).isEqualTo("b");
    }

    /** As in a system out of Debian's packages. */
    @Test
    void modulesMayLieWhereALinkOfLibLeads() throws IOException {
        TreeBuilder system = new TreeBuilder(7);
        system.put(new Entry("usr/lib", Attributes.of(0755, 7), new Node.Directory(), Origin.NONE));
        system.put(new Entry("lib", Attributes.of(0777, 7), new Node.Symlink("usr/lib"), Origin.NONE));
        system(DEPENDENCIES, "kernel/fs/erofs/erofs.ko\n").entries().forEach(entry -> {
            if (!entry.isDirectory()) {
                system.put(entry);
            }
        });
        FileTree initrd = DiskInitrd.of(system.build(), "erofs", TOOLS, 7);
        String module = "usr/" + FOLDER + "kernel/drivers/md/dm-mod.ko";
        assertThat(initrd.find(module)).isPresent();
        assertThat(text(initrd, "usr/lib/slipway-disk/modules").lines()).contains(module);
    }

    @Test
    void refusesAKernelThatCannotMountTheRoot() {
        assertThatThrownBy(() -> DiskInitrd.of(system(DEPENDENCIES, ""), "squashfs", TOOLS, 7))
                .hasMessageContaining("slipway.disk.root: the kernel has no module squashfs");
        assertThatThrownBy(() -> DiskInitrd.of(tree(Map.of("init", "x")), "erofs", TOOLS, 7))
                .hasMessageContaining("the system has no modules of its kernel (lib/modules)");
        FileTree two = tree(Map.of("lib/modules/1/modules.dep", "", "lib/modules/2/modules.dep", ""));
        assertThatThrownBy(() -> DiskInitrd.of(two, "erofs", TOOLS, 7))
                .hasMessageContaining("modules of several kernels: lib/modules/1, lib/modules/2");
    }

    @Test
    void refusesListsThatAreWrong() {
        String gone = DEPENDENCIES + "kernel/drivers/scsi/sd_mod.ko:\n";
        FileTree system = tree(Map.of(FOLDER + "modules.dep", gone));
        assertThatThrownBy(() -> DiskInitrd.of(system, "overlay", TOOLS, 7))
                .hasMessageContaining("which the system does not have");
        StringBuilder endless = new StringBuilder(DEPENDENCIES.replace("virtio.ko:\n", "virtio.ko: m0.ko\n"));
        for (int i = 0; i < 200; i++) {
            endless.append("m").append(i).append(".ko: m").append(i + 1).append(".ko\n");
        }
        assertThatThrownBy(() -> DiskInitrd.of(system(endless.toString(), ""), "overlay", TOOLS, 7))
                .hasMessageContaining("modules need one another in a circle");
    }

    private static FileTree system(String dependencies, String builtIn) {
        Map<String, String> files = new TreeMap<>(Map.of(
                FOLDER + "modules.dep", dependencies, FOLDER + "modules.builtin", builtIn, "etc/issue", "hello"));
        dependencies.lines().forEach(line -> files.put(FOLDER + line.substring(0, line.indexOf(':')), "module"));
        return tree(files);
    }

    private static FileTree tree(Map<String, String> files) {
        TreeBuilder tree = new TreeBuilder(7);
        files.forEach((path, text) -> tree.put(
                new Entry(path, Attributes.of(0644, 7), new Node.RegularFile(Content.of(text), path), Origin.NONE)));
        return tree.build();
    }

    private static String text(FileTree tree, String path) throws IOException {
        Node.RegularFile file = (Node.RegularFile) tree.find(path).orElseThrow().node();
        return new String(file.content().bytes(), StandardCharsets.UTF_8);
    }
}
