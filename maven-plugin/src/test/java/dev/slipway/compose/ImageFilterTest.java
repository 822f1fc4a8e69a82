package dev.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.compose.ImageFilter.ResolvConf;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ImageFilterTest {
    private static final long MTIME = 1492533000;

    private final ImageFilter filter = new ImageFilter(MTIME);

    @Test
    void anEmptyImageGetsItsMountPoints() {
        FileTree tree = filter.apply(FileTree.EMPTY, ResolvConf.FIXED_FILE);

        assertThat(TreeText.paths(tree))
                .containsExactly(
                        "dev/",
                        "dev/pts/",
                        "dev/shm/",
                        "etc/",
                        "etc/hosts",
                        "etc/mtab -> /proc/mounts",
                        "etc/resolv.conf",
                        "proc/",
                        "sys/");
        assertThat(tree.entries()).allMatch(entry -> entry.attributes().mtime() == MTIME);
    }

    @Test
    void dropsWhatContainerToolsLeaveBehind() {
        FileTree image = TreeText.tree(
                ".dockerenv 0644",
                "Dockerfile 0644",
                "dev/console 0600",
                "etc/hostname 0644",
                "etc/keep 0644",
                "app 0755");

        assertThat(TreeText.paths(filter.apply(image, ResolvConf.FIXED_FILE)))
                .contains("app", "etc/keep")
                .doesNotContain(".dockerenv", "Dockerfile", "dev/console", "etc/hostname");
    }

    @Test
    void mountPointsBelongToRootWhateverTheImageSays() {
        FileTree image = TreeText.tree("etc/ 0700", "dev/ 0111", "dev/pts/ 0100", "dev/pts/0 0600", "tmp/ 1777");

        assertThat(TreeText.lines(filter.apply(image, ResolvConf.FIXED_FILE)))
                .contains("d 0755 0:0 - etc", "d 0755 0:0 - dev", "d 0755 0:0 - dev/pts", "d 1777 0:0 - tmp")
                .anyMatch(line -> line.endsWith(" dev/pts/0"));
    }

    @Test
    void hostsAndResolvConfAreTheFixedTexts() throws IOException {
        FileTree image = TreeText.tree("etc/hosts 0600 =mine", "etc/resolv.conf 0600 =mine");
        FileTree tree = filter.apply(image, ResolvConf.FIXED_FILE);

        assertThat(text(tree, "etc/hosts"))
                .startsWith("127.0.0.1       localhost\n::1     localhost ip6-localhost ip6-loopback\n")
                .endsWith("ff02::2 ip6-allrouters\n")
                .hasLineCount(6);
        assertThat(text(tree, "etc/resolv.conf")).isEqualTo("\n# no resolv.conf configured\n");
        assertThat(tree.find("etc/hosts").orElseThrow().attributes().mode()).isEqualTo(0644);
    }

    @Test
    void aLinkWhereContainersHaveResolvConfBecomesAFile() throws IOException {
        FileTree image = TreeText.tree("etc/resolv.conf -> ../run/resolv.conf", "etc/hosts -> /run/hosts");
        FileTree tree = filter.apply(image, ResolvConf.FIXED_FILE);

        assertThat(text(tree, "etc/resolv.conf")).contains("no resolv.conf configured");
        assertThat(text(tree, "etc/hosts")).contains("localhost");
    }

    @Test
    void inTheRootFileSystemResolvConfIsALinkToWhatDhcpWrites() {
        FileTree image = TreeText.tree("etc/resolv.conf 0644 =mine");

        assertThat(TreeText.lines(filter.apply(image, ResolvConf.LINK_TO_RUN)))
                .contains("l 0644 0:0 /run/resolvconf/resolv.conf etc/resolv.conf");
    }

    @Test
    void theImagesOwnMtabStays() {
        FileTree image = TreeText.tree("etc/mtab -> /proc/self/mounts");

        assertThat(TreeText.paths(filter.apply(image, ResolvConf.FIXED_FILE)))
                .contains("etc/mtab -> /proc/self/mounts");
    }

    @Test
    void aLinkThatLeadsToADirectoryIsAMountPointToo() {
        FileTree image = TreeText.tree("private/etc/ 0755", "private/etc/passwd 0644", "etc -> private/etc");

        assertThat(TreeText.paths(filter.apply(image, ResolvConf.FIXED_FILE)))
                .contains("etc -> private/etc", "private/etc/passwd", "private/etc/hosts", "private/etc/resolv.conf");
    }

    private static String text(FileTree tree, String path) throws IOException {
        Node node = tree.find(path).orElseThrow().node();
        assertThat(node).isInstanceOf(Node.RegularFile.class);
        return new String(((Node.RegularFile) node).content().bytes(), StandardCharsets.UTF_8);
    }
}
