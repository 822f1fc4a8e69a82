package dev.slipway.oci.layout;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.VerifyingInputStream;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.Document;
import dev.slipway.oci.ImageDocument;
import dev.slipway.oci.ImageSource;
import dev.slipway.oci.Index;
import dev.slipway.oci.MalformedDocument;
import dev.slipway.oci.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An image in an OCI image layout (OCI image-spec, "Image Layout"), in a directory or in a tar. */
public final class OciLayoutSource implements ImageSource {
    /** What containerd and buildx write the whole reference into; users name images by it too. */
    private static final String CONTAINERD_NAME = "io.containerd.image.name";

    private final String name;
    private final LayoutFiles files;
    private final @Nullable String ref;

    /**
     * @param name the reference, for messages
     * @param ref which image of the layout; null for the only one
     */
    public OciLayoutSource(String name, LayoutFiles files, @Nullable String ref) {
        this.name = name;
        this.files = files;
        this.ref = ref;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Document root() throws IOException {
        checkVersion();
        byte[] raw = small(OciLayout.INDEX_FILE);
        Index index = Index.parse(raw);
        if (ref == null && index.manifests().size() > 1 && onePlatformEach(index)) {
            // Some tools put the manifests of one image straight into index.json: that file is the image's index then.
            Content content = Content.of(raw);
            Descriptor self = Descriptor.of(MediaTypes.OCI_INDEX, content.digest(), content.size());
            return new Document(self, content, index);
        }
        Descriptor chosen = choose(index.manifests());
        try (InputStream in = open(chosen)) {
            return Document.of(ImageDocument.readBounded(in, name), chosen);
        }
    }

    @Override
    public InputStream open(Descriptor descriptor) throws IOException {
        String path = OciLayout.blobPath(descriptor.digest());
        return new VerifyingInputStream(file(path).open(), descriptor.digest(), descriptor.size(), name + ": " + path);
    }

    private Descriptor choose(List<Descriptor> manifests) {
        List<Descriptor> candidates = manifests.stream()
                .filter(each -> ref == null || names(each).contains(ref))
                .toList();
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        String known = manifests.stream()
                .flatMap(each -> names(each).stream())
                .sorted()
                .distinct()
                .collect(Collectors.joining(", "));
        if (ref != null) {
            String what = candidates.isEmpty() ? "there is no image '" : "there are several images '";
            throw new LayoutDefect(
                    name, what + ref + "' in " + files.name(), "It has: " + (known.isEmpty() ? "none" : known));
        }
        throw new LayoutDefect(
                name,
                files.name() + " holds " + manifests.size() + " images",
                manifests.isEmpty() ? "Put an image into it." : "Name one after a colon: " + known);
    }

    private static Set<String> names(Descriptor descriptor) {
        Set<String> names = new HashSet<>();
        names.add(descriptor.digest().toString());
        for (String key : List.of(OciLayout.REF_NAME, CONTAINERD_NAME)) {
            String value = descriptor.annotations().get(key);
            if (value != null) {
                names.add(value);
            }
        }
        return names;
    }

    private static boolean onePlatformEach(Index index) {
        long named = index.manifests().stream()
                .filter(each -> each.annotations().containsKey(OciLayout.REF_NAME))
                .count();
        long images = index.manifests().stream()
                .filter(each -> each.platform() == null || !each.platform().isUnknown())
                .count();
        return named == 0 && images == index.platforms().size();
    }

    private void checkVersion() throws IOException {
        byte[] raw = small(OciLayout.LAYOUT_FILE);
        String version = MalformedDocument.JSON
                .object(raw, OciLayout.LAYOUT_FILE + " " + Digest.of(raw), ImageDocument.MAX_BYTES)
                .textOr("imageLayoutVersion", "none");
        if (!version.equals(OciLayout.LAYOUT_VERSION)) {
            throw new LayoutDefect(
                    name,
                    files.name() + " is a layout of version " + version,
                    "Version " + OciLayout.LAYOUT_VERSION + " is understood.");
        }
    }

    private byte[] small(String path) throws IOException {
        try (InputStream in = file(path).open()) {
            return ImageDocument.readBounded(in, name + ": " + path);
        }
    }

    private LayoutFiles.LayoutFile file(String path) throws IOException {
        return files.find(path)
                .orElseThrow(() -> new LayoutDefect(
                        name,
                        "there is no " + path + " in " + files.name(),
                        "An OCI image layout has oci-layout, index.json and every blob that they name. Write it again, for example"
                                + " with: skopeo copy docker://IMAGE oci:DIRECTORY"));
    }
}
