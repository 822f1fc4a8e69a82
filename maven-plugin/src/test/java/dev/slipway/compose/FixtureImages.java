package dev.slipway.compose;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.HashingOutputStream;
import dev.slipway.oci.ImageConfig;
import dev.slipway.oci.layer.Layer;
import dev.slipway.oci.layer.LayerIndex;
import dev.slipway.oci.layer.LayerIndexer;
import dev.slipway.oci.layer.LayerStack;
import dev.slipway.oci.layer.PlainLayer;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.oci.reference.RegistryReference;
import dev.slipway.spec.container.ImageField;
import dev.slipway.tree.FileTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Images in words, {@code case/NAME:v1} in the file {@code NAME.txt}: their layers are read by the code that ships. */
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
    public FileTree layout(ImageField image, List<String> platforms) {
        throw new UnsupportedOperationException("no case has a volume with format oci");
    }

    @Override
    public FileTree unpack(Content tar, String where) {
        try (InputStream in = tar.open()) {
            byte[] bytes = tar.bytes();
            PlainLayer plain = (offset, size) -> new ByteArrayInputStream(bytes, (int) offset, (int) size);
            return LayerIndexer.index(in, new HashingOutputStream(OutputStream.nullOutputStream()), where)
                    .tree(plain, where);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SourceImage read(String name) {
        try {
            ImageText text = ImageText.read(folder.resolve(name + ".txt"));
            List<Layer> layers = new ArrayList<>();
            for (byte[] layer : text.layers()) {
                layers.add(layer(layer, Digest.of(layer)));
            }
            String config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":" + text.config()
                    + ",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                    + text.layers().stream()
                            .map(layer -> '"' + Digest.of(layer).toString() + '"')
                            .collect(Collectors.joining(","))
                    + "]}}";
            return new SourceImage(
                    LayerStack.flatten(layers), ImageConfig.parse(config.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Layer layer(byte[] blob, Digest digest) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        LayerIndex index =
                LayerIndexer.index(new ByteArrayInputStream(blob), new HashingOutputStream(plain), digest.toString());
        byte[] bytes = plain.toByteArray();
        PlainLayer parts = (offset, size) -> new ByteArrayInputStream(bytes, (int) offset, (int) size);
        return index.bind(parts, digest.toString());
    }
}
