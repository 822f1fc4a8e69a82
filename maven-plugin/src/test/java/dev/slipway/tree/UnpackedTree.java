package dev.slipway.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.content.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A folder that a tool unpacked, beside the tree that was packed. */
public final class UnpackedTree {
    private static final int TYPE = 0170000;
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private UnpackedTree() {}

    /** Every entry is there, as it was, and nothing else; owners and devices where this user may make them. */
    public static void expect(FileTree tree, Path folder) throws IOException {
        Map<String, Object> inodes = new HashMap<>();
        for (Entry entry : tree.entries()) {
            Path file = folder.resolve(entry.path());
            Map<String, Object> found = Files.readAttributes(file, "unix:*", LinkOption.NOFOLLOW_LINKS);
            assertThat((int) found.get("mode") & TYPE)
                    .as("kind of %s", entry.path())
                    .isEqualTo(type(entry.node()));
            if (entry.node() instanceof Node.RegularFile regular) {
                assertThat(Digest.of(Files.newInputStream(file)))
                        .as(entry.path())
                        .isEqualTo(regular.content().digest());
                Object inode = found.get("ino");
                assertThat(inodes.merge(regular.inode(), inode, (first, next) -> first))
                        .as("inode of %s", entry.path())
                        .isEqualTo(inode);
            } else if (entry.node() instanceof Node.Symlink link) {
                assertThat(Files.readSymbolicLink(file)).hasToString(link.target());
            } else if (entry.node() instanceof Node.Device device) {
                long minor = device.minor();
                long number = minor & 0xff | device.major() << 8 | (minor & ~0xffL) << 12;
                assertThat(((Number) found.get("rdev")).longValue())
                        .as(entry.path())
                        .isEqualTo(number);
            }
            expectAttributes(entry, found);
        }
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.count() - 1).isEqualTo(tree.entries().size());
        }
    }

    private static void expectAttributes(Entry entry, Map<String, Object> found) {
        Attributes attributes = entry.attributes();
        if (!(entry.node() instanceof Node.Symlink)) {
            assertThat((int) found.get("mode") & 07777)
                    .as("mode of %s", entry.path())
                    .isEqualTo(attributes.mode());
        }
        if (ROOT) {
            assertThat(found.get("uid") + ":" + found.get("gid"))
                    .as("owner of %s", entry.path())
                    .isEqualTo((int) attributes.uid() + ":" + (int) attributes.gid());
        }
        assertThat(found.get("lastModifiedTime").toString())
                .as("time of %s", entry.path())
                .isEqualTo(Instant.ofEpochSecond(attributes.mtime()).toString());
    }

    private static int type(Node node) {
        if (node instanceof Node.Device device) {
            return device.kind() == Node.Device.Kind.BLOCK ? 0060000 : 0020000;
        }
        if (node instanceof Node.Directory) {
            return 0040000;
        }
        return node instanceof Node.RegularFile ? 0100000 : node instanceof Node.Symlink ? 0120000 : 0010000;
    }
}
