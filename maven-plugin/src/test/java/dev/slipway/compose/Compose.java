package dev.slipway.compose;

import dev.slipway.content.Content;
import dev.slipway.oci.ImageConfig;
import dev.slipway.oci.Platform;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.SpecText;
import dev.slipway.spec.container.ImageField;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Composes YAML with images that a test makes up. */
final class Compose implements Images {
    static final long MTIME = 1492533000;

    private final Map<String, SourceImage> images = new HashMap<>();
    private final Map<String, String> sources = new HashMap<>();
    private FileTree inTars = FileTree.EMPTY;

    Compose image(String name, FileTree tree) {
        return image(name, tree, "", Map.of(), "run");
    }

    Compose labelled(String name, String label) {
        return image(name, FileTree.EMPTY, "", Map.of("org.mobyproject.config", label), "run");
    }

    Compose image(String name, FileTree tree, String user, Map<String, String> labels, String... cmd) {
        ImageConfig config = new ImageConfig(
                Platform.parse("linux/amd64"),
                List.of(),
                List.of(cmd),
                List.of("A=b"),
                "",
                user,
                new TreeMap<>(labels),
                List.of());
        images.put(ImageReference.parse(name).canonical(), new SourceImage(tree, config));
        return this;
    }

    /** What every tar unpacks to. */
    Compose inTars(FileTree tree) {
        inTars = tree;
        return this;
    }

    Compose source(String path, String text) {
        sources.put(path, text);
        return this;
    }

    Composition yaml(String... lines) {
        LinuxKit spec = LinuxKit.parse(List.of(new SpecText("linuxkit.yml", String.join("\n", lines) + "\n")));
        return Composer.compose(new ComposeInput(
                spec, this, path -> Optional.ofNullable(sources.get(path)).map(Content::of), MTIME));
    }

    @Override
    public SourceImage image(ImageReference reference) {
        SourceImage image = images.get(reference.canonical());
        if (image == null) {
            throw new AssertionError("no image " + reference.canonical() + " in this test");
        }
        return image;
    }

    @Override
    public FileTree layout(ImageField image, List<String> platforms) {
        TreeBuilder tree = new TreeBuilder(0);
        Node node = new Node.RegularFile(Content.of(image.expanded() + platforms), "1");
        tree.put(new Entry(
                "index.json", new Attributes(0644, 0, 0, 0, Collections.emptySortedMap()), node, Origin.NONE));
        return tree.build();
    }

    @Override
    public FileTree unpack(Content tar, String where) {
        return inTars;
    }

    static String text(Composition composition, String path) {
        Node node = composition
                .whole()
                .find(path)
                .orElseThrow(() -> new AssertionError("no " + path))
                .node();
        if (!(node instanceof Node.RegularFile file)) {
            throw new AssertionError("no file: " + path);
        }
        try {
            return new String(file.content().bytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
