package dev.slipway.oci.layout;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.VerifyingInputStream;
import dev.slipway.json.JsonObject;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.Document;
import dev.slipway.oci.ImageDocument;
import dev.slipway.oci.ImageSource;
import dev.slipway.oci.MalformedDocument;
import dev.slipway.oci.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An image that {@code docker save} wrote (Docker Image Specification v1.2, "Combined Image JSON + Filesystem Changeset Format").
 * Such an archive has no manifest that could be named by a digest, so one is made of the config and the layers as they lie there.
 */
public final class DockerArchiveSource implements ImageSource {
    private static final String MANIFEST_FILE = "manifest.json";

    private final String name;
    private final LayoutFiles files;
    private final @Nullable String tag;
    private @Nullable Saved saved;

    /** What lies where, known after the archive was read once. */
    private record Saved(Document manifest, Map<Digest, String> paths) {}

    /**
     * @param name the reference, for messages
     * @param tag which image of several, as {@code docker save} named it; null for the only one
     */
    public DockerArchiveSource(String name, LayoutFiles files, @Nullable String tag) {
        this.name = name;
        this.files = files;
        this.tag = tag;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Document root() throws IOException {
        return saved().manifest;
    }

    @Override
    public InputStream open(Descriptor descriptor) throws IOException {
        Saved known = saved();
        if (descriptor.digest().equals(known.manifest.self().digest())) {
            return known.manifest.content().open();
        }
        String path = known.paths.get(descriptor.digest());
        if (path == null) {
            throw defect("there is no file with digest " + descriptor.digest() + " in " + files.name());
        }
        return new VerifyingInputStream(file(path).open(), descriptor.digest(), descriptor.size(), name + ": " + path);
    }

    private synchronized Saved saved() throws IOException {
        if (saved == null) {
            saved = read();
        }
        return saved;
    }

    private Saved read() throws IOException {
        JsonObject image =
                choose(MalformedDocument.JSON.objects(small(MANIFEST_FILE), MANIFEST_FILE, ImageDocument.MAX_BYTES));
        Map<Digest, String> paths = new HashMap<>();
        Descriptor config = describe(MediaTypes.OCI_CONFIG, image.text("Config"), paths);
        List<Descriptor> layers = new ArrayList<>();
        for (String path : image.texts("Layers")) {
            layers.add(describe(MediaTypes.OCI_LAYER, path, paths));
        }
        Content manifest = OciLayout.manifest(MediaTypes.OCI_MANIFEST, config, layers, new TreeMap<>());
        return new Saved(Document.of(manifest.bytes(), MediaTypes.OCI_MANIFEST), paths);
    }

    private Descriptor describe(String mediaType, String path, Map<Digest, String> paths) throws IOException {
        LayoutFiles.LayoutFile file = file(path);
        Digest digest = Digest.of(file.open());
        paths.put(digest, path);
        return Descriptor.of(mediaType, digest, file.size());
    }

    private JsonObject choose(List<JsonObject> images) {
        List<JsonObject> candidates = images.stream()
                .filter(each -> tag == null || each.texts("RepoTags").contains(tag))
                .toList();
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        String known = images.stream()
                .flatMap(each -> each.texts("RepoTags").stream())
                .sorted()
                .distinct()
                .collect(Collectors.joining(", "));
        throw new LayoutDefect(
                name,
                tag == null
                        ? files.name() + " holds " + images.size() + " images"
                        : "there is no image '" + tag + "' in " + files.name(),
                known.isEmpty()
                        ? "Save one image by its name: docker save NAME:TAG"
                        : "Name one after a colon: " + known);
    }

    private byte[] small(String path) throws IOException {
        try (InputStream in = file(path).open()) {
            return ImageDocument.readBounded(in, name + ": " + path);
        }
    }

    private LayoutFiles.LayoutFile file(String path) throws IOException {
        return files.find(path).orElseThrow(() -> defect("there is no " + path + " in " + files.name()));
    }

    private LayoutDefect defect(String what) {
        return new LayoutDefect(
                name, what, "Write the archive again with: docker save --output FILE.tar NAME:TAG (not docker export)");
    }
}
