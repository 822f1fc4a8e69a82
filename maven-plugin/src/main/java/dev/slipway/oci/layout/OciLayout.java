package dev.slipway.oci.layout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.json.JsonWriter;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.MediaTypes;
import dev.slipway.oci.Platform;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One image as an OCI image layout (OCI image-spec, "Image Layout"): every file but the layers, which lie at
 * {@link #blobPath} of their digests.
 *
 * @param manifest what names the image
 * @param files contents by path: {@code oci-layout}, {@code index.json}, the manifest and the config
 */
public record OciLayout(Descriptor manifest, SortedMap<String, Content> files) {
    /** The annotation that holds a tag (OCI image-spec, "Pre-Defined Annotation Keys"). */
    public static final String REF_NAME = "org.opencontainers.image.ref.name";

    static final String LAYOUT_FILE = "oci-layout";
    static final String INDEX_FILE = "index.json";
    static final String LAYOUT_VERSION = "1.0.0";

    public OciLayout {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * Describes an image.
     *
     * @param config an image configuration
     * @param platform written beside the manifest in the index
     * @param layers lowest first
     * @param annotations of the manifest
     * @param refName the image's tag in the layout, or null
     */
    public static OciLayout of(
            Content config,
            Platform platform,
            List<Descriptor> layers,
            SortedMap<String, String> annotations,
            @Nullable String refName) {
        Descriptor configDescriptor = Descriptor.of(MediaTypes.OCI_CONFIG, config.digest(), config.size());
        Content manifest = manifest(MediaTypes.OCI_MANIFEST, configDescriptor, layers, annotations);
        Descriptor descriptor =
                new Descriptor(MediaTypes.OCI_MANIFEST, manifest.digest(), manifest.size(), platform, tagged(refName));
        SortedMap<String, Content> files = around(descriptor);
        files.put(blobPath(config.digest()), config);
        files.put(blobPath(manifest.digest()), manifest);
        return new OciLayout(descriptor, files);
    }

    /**
     * Several images, each of a platform of its own, as one: an index of them.
     *
     * @param images in the order of the index; their tags are of no account
     */
    public static OciLayout ofAll(List<OciLayout> images, @Nullable String refName) {
        Content index = index(images.stream()
                .map(image -> image.manifest().withAnnotations(new TreeMap<>()))
                .toList());
        Descriptor root = new Descriptor(MediaTypes.OCI_INDEX, index.digest(), index.size(), null, tagged(refName));
        SortedMap<String, Content> files = new TreeMap<>();
        images.forEach(image -> files.putAll(image.files()));
        files.putAll(around(root));
        files.put(blobPath(index.digest()), index);
        return new OciLayout(root, files);
    }

    private static SortedMap<String, String> tagged(@Nullable String refName) {
        return refName == null ? new TreeMap<>() : new TreeMap<>(Map.of(REF_NAME, refName));
    }

    /**
     * What a layout has besides its blobs: {@code oci-layout}, and the {@code index.json} that names one image.
     *
     * @param root the image, an index or a manifest
     */
    public static SortedMap<String, Content> around(Descriptor root) {
        SortedMap<String, Content> files = new TreeMap<>();
        files.put(LAYOUT_FILE, Content.of("{\"imageLayoutVersion\":\"" + LAYOUT_VERSION + "\"}"));
        files.put(INDEX_FILE, index(List.of(root)));
        return files;
    }

    /** {@code blobs/sha256/<hex>}. */
    public static String blobPath(Digest digest) {
        return "blobs/" + digest.algorithm().id() + "/" + digest.hex();
    }

    static Content manifest(
            String mediaType, Descriptor config, List<Descriptor> layers, SortedMap<String, String> annotations) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schemaVersion", 2);
        root.put("mediaType", mediaType);
        root.set("config", descriptor(config));
        ArrayNode list = root.putArray("layers");
        layers.forEach(layer -> list.add(descriptor(layer)));
        annotations(root, annotations);
        return Content.of(bytes(root));
    }

    private static Content index(List<Descriptor> manifests) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schemaVersion", 2);
        root.put("mediaType", MediaTypes.OCI_INDEX);
        ArrayNode list = root.putArray("manifests");
        manifests.forEach(manifest -> list.add(descriptor(manifest)));
        return Content.of(bytes(root));
    }

    private static ObjectNode descriptor(Descriptor descriptor) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("mediaType", descriptor.mediaType());
        object.put("digest", descriptor.digest().toString());
        object.put("size", descriptor.size());
        annotations(object, descriptor.annotations());
        Platform platform = descriptor.platform();
        if (platform != null) {
            ObjectNode node = object.putObject("platform");
            node.put("architecture", platform.architecture());
            node.put("os", platform.os());
            if (platform.variant() != null) {
                node.put("variant", platform.variant());
            }
        }
        return object;
    }

    private static void annotations(ObjectNode object, SortedMap<String, String> annotations) {
        if (!annotations.isEmpty()) {
            ObjectNode node = object.putObject("annotations");
            annotations.forEach(node::put);
        }
    }

    /** Compact, fields in the order they were put, UTF-8: the same bytes on every machine. */
    static byte[] bytes(ObjectNode node) {
        return JsonWriter.compact(node).getBytes(StandardCharsets.UTF_8);
    }
}
