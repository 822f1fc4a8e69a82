package dev.slipway.oci.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.archive.Tool;
import dev.slipway.content.Content;
import dev.slipway.content.HashingOutputStream;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.ImageConfig;
import dev.slipway.oci.MediaTypes;
import dev.slipway.oci.Platform;
import dev.slipway.oci.layout.OciLayout;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random images, unpacked by umoci and by us: the same files, links, owners, modes, times and contents. */
class UmociAgreesTest {
    private static final int IMAGES = 60;
    private static final Platform AMD64 = Platform.parse("linux/amd64");

    /** The generator's times are below. */
    private static final long LAST_TIME = 2_000_000;

    private static final String NOW = " (now)";

    private final Path work;

    UmociAgreesTest(@TempDir Path work) {
        this.work = work;
    }

    @Test
    void onRandomImages() throws Exception {
        Tool.require("umoci");
        long seed = Long.getLong("slipway.seed", System.nanoTime());
        System.out.println("[measured] umoci: seed " + seed + " (again with -Dslipway.seed=" + seed + ")");
        // One for all: those of neighbouring seeds begin alike.
        Random random = new Random(seed);
        int entries = 0;
        int layers = 0;
        List<String> words = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            List<List<RandomImage.LayerWord>> image = RandomImage.of(random);
            List<byte[]> tars = image.stream().map(UmociAgreesTest::tar).toList();
            List<String> ours = ours(tars);
            List<String> theirs = theirs(tars, work.resolve("image" + i));
            assertThat(String.join("\n", timed(ours, theirs)))
                    .as("image %d of seed %d: %s", i, seed, image)
                    .isEqualTo(String.join("\n", theirs));
            entries += ours.size();
            layers += image.size();
            image.forEach(layer -> layer.forEach(word -> words.add(word.text())));
        }
        // An agreement about images in which nothing happens would mean nothing.
        long opaque = count(words, ".wh..wh..opq=");
        long whiteouts = count(words, ".wh.") - opaque;
        long hardLinks = count(words, "=>");
        assertThat(List.of(opaque, whiteouts, hardLinks, count(words, "->"))).allMatch(count -> count > IMAGES / 4);
        System.out.println("[measured] umoci: " + IMAGES + " images, " + layers + " layers with " + words.size()
                + " members (" + opaque + " opaque marks, " + whiteouts + " whiteouts, " + hardLinks + " hard links), "
                + entries + " entries after all layers, differences: 0");
    }

    /**
     * The one deviation: a directory out of which a mark took something after it was made has, with umoci, the time of the
     * unpacking. We have the time that the layer says.
     */
    private static List<String> timed(List<String> ours, List<String> theirs) {
        List<String> lines = new ArrayList<>(ours);
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            if (theirs.get(i).endsWith(NOW)) {
                lines.set(i, ours.get(i).replaceFirst("(?<= directory .{0,20}) \\d+$", NOW));
            }
        }
        return lines;
    }

    private static long count(List<String> words, String part) {
        return words.stream().filter(word -> word.contains(part)).count();
    }

    private static byte[] tar(List<RandomImage.LayerWord> layer) {
        return TarText.tar(layer.stream().map(RandomImage.LayerWord::text).toList(), (entry, i) -> {
            RandomImage.LayerWord word = layer.get(i);
            entry.setMode(word.mode());
            entry.setUserId(word.uid());
            entry.setGroupId(word.gid());
            entry.setModTime(FileTime.from(Instant.ofEpochSecond(word.seconds())));
        });
    }

    private static List<String> ours(List<byte[]> tars) throws IOException {
        List<Layer> layers = new ArrayList<>();
        for (byte[] tar : tars) {
            String name = "layer " + layers.size();
            layers.add(LayerIndexer.index(
                            new ByteArrayInputStream(tar), new HashingOutputStream(new ByteArrayOutputStream()), name)
                    .bind(LayerStackTest.plain(tar), name));
        }
        FileTree tree = LayerStack.flatten(layers);
        Map<String, Integer> inodes = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (Entry entry : tree.entries()) {
            var attributes = entry.attributes();
            lines.add(line(
                    entry.path(),
                    kind(entry.node(), inodes),
                    attributes.mode(),
                    attributes.uid(),
                    attributes.gid(),
                    attributes.mtime()));
        }
        return lines;
    }

    private static String kind(Node node, Map<String, Integer> inodes) throws IOException {
        if (node instanceof Node.RegularFile file) {
            int number = inodes.computeIfAbsent(file.inode(), any -> inodes.size());
            return "file " + number + " " + new String(file.content().bytes(), StandardCharsets.UTF_8);
        }
        return node instanceof Node.Symlink link ? "link " + link.target() : "directory";
    }

    private static List<String> theirs(List<byte[]> tars, Path place) throws Exception {
        writeLayout(tars, Files.createDirectories(place));
        List<String> command = new ArrayList<>(List.of("umoci", "unpack"));
        if (!isRoot()) {
            command.add("--rootless");
        }
        command.addAll(List.of("--image", place + ":it", place.resolve("bundle").toString()));
        Process umoci = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(place.resolve("said").toFile())
                .start();
        assertThat(umoci.waitFor()).as(Files.readString(place.resolve("said"))).isZero();
        Path root = place.resolve("bundle/rootfs");
        Map<Object, Integer> inodes = new HashMap<>();
        List<String> lines = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(root)) {
            List<Path> paths =
                    new ArrayList<>(walk.filter(path -> !path.equals(root)).toList());
            paths.sort(Comparator.comparing(path -> root.relativize(path).toString(), TreePath.ORDER));
            for (Path path : paths) {
                lines.add(line(path, root, inodes));
            }
        }
        return lines;
    }

    private static String line(Path path, Path root, Map<Object, Integer> inodes) throws IOException {
        Map<String, Object> unix = Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS);
        String kind;
        if (Files.isSymbolicLink(path)) {
            kind = "link " + Files.readSymbolicLink(path);
        } else if (Files.isDirectory(path)) {
            kind = "directory";
        } else {
            int number = inodes.computeIfAbsent(unix.get("ino"), any -> inodes.size());
            kind = "file " + number + " " + Files.readString(path);
        }
        return line(
                root.relativize(path).toString(),
                kind,
                (int) unix.get("mode") & 07777,
                (int) unix.get("uid"),
                (int) unix.get("gid"),
                ((FileTime) unix.get("lastModifiedTime")).toInstant().getEpochSecond());
    }

    private static String line(String path, String kind, int mode, long uid, long gid, long mtime) {
        String owner = isRoot() ? " " + uid + ":" + gid : "";
        // A link's mode is always 0777 on a disk.
        String permissions = kind.startsWith("link") ? "" : String.format(Locale.ROOT, " %04o", mode);
        return path + " " + kind + permissions + owner + (mtime > LAST_TIME ? NOW : " " + mtime);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void writeLayout(List<byte[]> tars, Path place) throws IOException {
        List<Content> layers = tars.stream().map(Content::of).toList();
        Content config = new ImageConfig(
                        AMD64,
                        List.of(),
                        List.of(),
                        List.of(),
                        "",
                        "",
                        new TreeMap<>(),
                        layers.stream().map(Content::digest).toList())
                .format(Instant.EPOCH);
        List<Descriptor> descriptors = layers.stream()
                .map(layer -> Descriptor.of(MediaTypes.OCI_LAYER, layer.digest(), layer.size()))
                .toList();
        Map<String, Content> files = new TreeMap<>(
                OciLayout.of(config, AMD64, descriptors, new TreeMap<>(), "it").files());
        layers.forEach(layer -> files.put(OciLayout.blobPath(layer.digest()), layer));
        for (Map.Entry<String, Content> file : files.entrySet()) {
            Path path = place.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue().bytes());
        }
    }
}
