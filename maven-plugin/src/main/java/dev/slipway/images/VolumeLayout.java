package dev.slipway.images;

import dev.slipway.content.Content;
import dev.slipway.lock.LockedImage;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.FetchedImage;
import dev.slipway.oci.Platform;
import dev.slipway.oci.layout.OciLayout;
import dev.slipway.spec.container.ImageField;
import dev.slipway.store.Store;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.TreeBuilder;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** An image as the content of a volume: an OCI image layout with the wanted platforms. */
public record VolumeLayout(ImageStore images, ImageField image, LockedImage locked) {
    /** The platforms that a volume stores: those that it asks for, or all, as the image's index names them all. */
    public static Collection<Platform> platforms(LockedImage locked, List<String> wanted) {
        return wanted.isEmpty()
                ? locked.platforms().keySet()
                : wanted.stream().map(Platform::parse).toList();
    }

    /** @param platforms empty for all */
    FileTree tree(List<String> platforms) throws IOException {
        SortedMap<String, Content> files = new TreeMap<>(OciLayout.around(named(locked.root())));
        for (Platform platform : platforms(locked, platforms)) {
            FetchedImage fetched = images.fetch(image.reference(), locked, platform);
            add(files, stored(fetched.manifest().self()));
            add(files, stored(fetched.manifest().config()));
            fetched.layers().forEach(layer -> add(files, layer));
        }
        for (Descriptor nested : images.nestedIndexes(image.reference(), locked.root())) {
            add(files, stored(nested));
        }
        add(files, stored(locked.root()));
        TreeBuilder tree = new TreeBuilder(0);
        files.forEach((path, content) -> tree.put(Entry.file(path, 0644, 0, content)));
        return tree.build();
    }

    /** With the name that LinuxKit gives it in {@code index.json}. */
    private Descriptor named(Descriptor root) {
        SortedMap<String, String> annotations = new TreeMap<>(Map.of(OciLayout.REF_NAME, image.expanded()));
        return new Descriptor(root.mediaType(), root.digest(), root.size(), null, annotations);
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
