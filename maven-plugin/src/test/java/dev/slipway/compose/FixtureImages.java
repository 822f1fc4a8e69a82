package dev.slipway.compose;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.ImageConfig;
import dev.slipway.oci.ImageReference;
import dev.slipway.oci.Index;
import dev.slipway.oci.Manifest;
import dev.slipway.oci.OciLayout;
import dev.slipway.oci.RegistryReference;
import dev.slipway.oci.layer.Layer;
import dev.slipway.oci.layer.LayerIndex;
import dev.slipway.oci.layer.LayerIndexer;
import dev.slipway.oci.layer.LayerStack;
import dev.slipway.oci.layer.PlainLayer;
import dev.slipway.tree.FileTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Images in OCI layouts, {@code case/NAME:v1} in the folder {@code NAME}, read by the code that ships. */
final class FixtureImages implements Images {
    private final Path folder;
    private final Map<String, SourceImage> read = new HashMap<>();

    FixtureImages(Path folder) {
        this.folder = folder;
    }

    @Override
    public SourceImage image(ImageReference reference) {
        String repository = ((RegistryReference) reference).repository();
        String name = repository.substring(repository.lastIndexOf('/') + 1);
        return read.computeIfAbsent(name, this::read);
    }

    @Override
    public FileTree layout(ImageReference reference, List<String> platforms) {
        throw new UnsupportedOperationException("no case has a volume with format oci");
    }

    @Override
    public FileTree unpack(Content tar, String where) {
        try (InputStream in = tar.open()) {
            byte[] bytes = tar.bytes();
            PlainLayer plain = (offset, size) -> new ByteArrayInputStream(bytes, (int) offset, (int) size);
            return LayerIndexer.index(in, OutputStream.nullOutputStream(), where)
                    .tree(plain, where);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SourceImage read(String name) {
        try {
            Index index = Index.parse(Files.readAllBytes(folder.resolve(name).resolve("index.json")));
            Manifest manifest = Manifest.parse(blob(name, index.manifests().get(0)));
            List<Layer> layers = new ArrayList<>();
            for (Descriptor layer : manifest.layers()) {
                layers.add(layer(blob(name, layer), layer.digest()));
            }
            ImageConfig config = ImageConfig.parse(blob(name, manifest.config()));
            return new SourceImage(LayerStack.flatten(layers), config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] blob(String name, Descriptor descriptor) throws IOException {
        return Files.readAllBytes(folder.resolve(name).resolve(OciLayout.blobPath(descriptor.digest())));
    }

    private static Layer layer(byte[] blob, Digest digest) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        LayerIndex index = LayerIndexer.index(new ByteArrayInputStream(blob), plain, digest.toString());
        byte[] bytes = plain.toByteArray();
        PlainLayer parts = (offset, size) -> new ByteArrayInputStream(bytes, (int) offset, (int) size);
        return index.bind(parts, digest.toString());
    }
}
