package dev.slipway.build;

import dev.slipway.content.Content;
import dev.slipway.lock.LockedImage;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.FetchedImage;
import dev.slipway.oci.ImageReference;
import dev.slipway.oci.OciLayout;
import dev.slipway.oci.Platform;
import dev.slipway.store.Store;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** An image as the content of a volume: an OCI image layout with the wanted platforms. */
record VolumeLayout(ImageStore images, ImageReference reference, LockedImage locked) {
    FileTree tree(List<String> platforms, Platform wanted) throws IOException {
        SortedMap<String, Content> files = new TreeMap<>(OciLayout.around(locked.root()));
        List<Platform> chosen = platforms.isEmpty()
                ? List.of(wanted)
                : platforms.stream().map(Platform::parse).toList();
        for (Platform platform : chosen) {
            FetchedImage image = images.fetch(reference, locked, platform);
            add(files, stored(image.manifest().self()));
            add(files, stored(image.manifest().config()));
            image.layers().forEach(layer -> add(files, layer));
        }
        add(files, stored(locked.root()));
        TreeBuilder tree = new TreeBuilder(0);
        files.forEach((path, content) ->
                tree.put(new Entry(path, Attributes.of(0644, 0), new Node.RegularFile(content, path), Origin.NONE)));
        return tree.build();
    }

    private Content stored(Descriptor descriptor) throws IOException {
        Store store = images.store();
        return store.find(descriptor.digest())
                .orElseThrow(() -> new IllegalStateException("just fetched: " + descriptor.digest()));
    }

    private static void add(SortedMap<String, Content> files, Content blob) {
        files.put(OciLayout.blobPath(blob.digest()), blob);
    }
}
