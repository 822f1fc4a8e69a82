package dev.slipway.trust.fuzz;

import static dev.slipway.trust.fuzz.ParserTargets.target;
import static dev.slipway.trust.fuzz.ParserTargets.text;

import dev.slipway.archive.cpio.CpioWriter;
import dev.slipway.archive.tar.TarMember;
import dev.slipway.archive.tar.TarReader;
import dev.slipway.archive.tar.TarWriter;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.content.HashingOutputStream;
import dev.slipway.oci.ImageConfig;
import dev.slipway.oci.ImageDocument;
import dev.slipway.oci.Index;
import dev.slipway.oci.MediaTypes;
import dev.slipway.oci.Platform;
import dev.slipway.oci.layer.LayerIndex;
import dev.slipway.oci.layer.LayerIndexer;
import dev.slipway.oci.layer.LayerStack;
import dev.slipway.oci.layer.UnreadableLayerIndex;
import dev.slipway.oci.layout.DockerArchiveSource;
import dev.slipway.oci.layout.OciLayout;
import dev.slipway.oci.layout.OciLayoutSource;
import dev.slipway.oci.layout.TarFiles;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.registry.FuzzedChallenge;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import dev.slipway.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What reads images: archives, layers, documents, references, and what a registry answers. */
final class ImageTargets {
    private static final String DIGEST = "sha256:" + "1".repeat(64);
    private static final String PLATFORM = "{\"os\":\"linux\",\"architecture\":\"arm64\",\"variant\":\"v8\"}";

    List<FuzzTarget> all() {
        byte[] tar = tar();
        return List.of(
                target("tar", reading(ImageTargets::members), tar),
                target("layer", reading(ImageTargets::layer), tar, gzip(tar)),
                target(
                        "layer-index",
                        ImageTargets::layerIndex,
                        withoutChecksum(index(tar).bytes())),
                target("cpio-names", reading(ImageTargets::cpio), text("a\nb/../c\n/usr/lib/x\n\u00e9/TRAILER!!!")),
                target("oci-index", ImageTargets::document, text(indexText())),
                target(
                        "oci-manifest",
                        bytes -> ImageDocument.parse(bytes, MediaTypes.OCI_MANIFEST),
                        text(manifestText())),
                target("oci-config", ImageTargets::config, text(configText())),
                target("oci-archive", reading(ImageTargets::archive), layout()),
                target(
                        "reference",
                        bytes -> ImageReference.parse(string(bytes)).canonical(),
                        text("docker.io/library/busybox:1.36@" + DIGEST),
                        text("[::1]:5000/a/b__c/d-e.f"),
                        text("oci-archive:C:\\x.tar:v1"),
                        text("maven:dev.a:kernel:1")),
                target("platform", bytes -> Platform.parse(string(bytes)), text("linux/arm/v7")),
                target(
                        "challenge",
                        bytes -> FuzzedChallenge.read(string(bytes)),
                        text(
                                "Bearer realm=\"https://a.example/token\", service=\"r\\\"x\",scope=\"a:b:pull\"\nBasic realm=x")));
    }

    private interface Reader {
        void read(byte[] bytes) throws IOException;
    }

    private static java.util.function.Consumer<byte[]> reading(Reader reader) {
        return bytes -> {
            try {
                reader.read(bytes);
            } catch (IOException e) {
                // A stream of memory does not fail, so nothing here may.
                throw new UncheckedIOException(e);
            }
        };
    }

    private static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static FileTree tree() {
        TreeBuilder tree = new TreeBuilder(0);
        Node file = new Node.RegularFile(Content.of("content"), "1");
        tree.put(new Entry("usr/lib/" + "x".repeat(120), Attributes.of(0644, 9), file, Origin.NONE));
        tree.put(new Entry("etc/hard", Attributes.of(0644, 9), file, Origin.NONE));
        tree.put(new Entry("lib", Attributes.of(0777, 0), new Node.Symlink("usr/lib"), Origin.NONE));
        tree.put(new Entry(
                "lib/caf\u00e9", Attributes.of(0600, 1L << 31).withOwner(1L << 31, 7), new Node.Fifo(), Origin.NONE));
        Node device = new Node.Device(Node.Device.Kind.BLOCK, 8, 1);
        tree.put(new Entry("dev/.wh.sda", Attributes.of(0600, 0), device, Origin.NONE));
        return tree.build();
    }

    private static byte[] tar() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            TarWriter.write(tree(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new java.util.zip.GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void members(byte[] bytes) throws IOException {
        TarReader reader = new TarReader(new ByteArrayInputStream(bytes), "fuzz");
        for (TarMember member = reader.next(); member != null; member = reader.next()) {
            reader.content().readNBytes((int) Math.min(100, member.size()));
        }
    }

    private static void layer(byte[] bytes) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        LayerIndex index = LayerIndexer.index(new ByteArrayInputStream(bytes), new HashingOutputStream(plain), "fuzz");
        byte[] tar = plain.toByteArray();
        FileTree tree = LayerStack.flatten(
                List.of(index.bind((offset, size) -> new ByteArrayInputStream(tar, (int) offset, (int) size), "fuzz")));
        // What was read is what its kept form says.
        if (!again(index).equals(index)) {
            throw new IllegalStateException("another index comes back");
        }
        CpioWriter.write(tree.entries(), 1, OutputStream.nullOutputStream());
    }

    private static LayerIndex again(LayerIndex index) {
        try {
            return LayerIndex.read(index.bytes());
        } catch (UnreadableLayerIndex e) {
            throw new IllegalStateException(e);
        }
    }

    private static LayerIndex index(byte[] tar) {
        try {
            return LayerIndexer.index(
                    new ByteArrayInputStream(tar), new HashingOutputStream(OutputStream.nullOutputStream()), "fuzz");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] withoutChecksum(byte[] bytes) {
        return java.util.Arrays.copyOf(bytes, bytes.length - 32);
    }

    /** The checksum is no secret, so an index with a right one is made of everything. */
    private static void layerIndex(byte[] body) {
        byte[] hash = Digest.Algorithm.SHA256.newMessageDigest().digest(body);
        byte[] whole = java.util.Arrays.copyOf(body, body.length + hash.length);
        System.arraycopy(hash, 0, whole, body.length, hash.length);
        try {
            LayerIndex.read(whole).bind((offset, size) -> InputStream.nullInputStream(), "fuzz");
        } catch (UnreadableLayerIndex refused) {
            // It is made again from the layer.
        }
    }

    /** Names as a recipe or a layer has them, one to a line, put into a tree and written. */
    private static void cpio(byte[] bytes) throws IOException {
        TreeBuilder tree = new TreeBuilder(0);
        for (String line : string(bytes).split("\n", -1)) {
            String[] words = line.split("\t", 2);
            String path = TreePath.clean(words[0].replace('\0', '?'));
            if (!path.isEmpty()) {
                Node node = words.length > 1 ? new Node.Symlink(words[1]) : new Node.Directory();
                tree.put(new Entry(path, Attributes.of(0755, 0), node, Origin.NONE));
            }
        }
        CpioWriter.write(tree.build().entries(), 1, OutputStream.nullOutputStream());
    }

    private static String descriptor(String type) {
        return "{\"mediaType\":\"application/vnd.oci.image." + type + "\",\"digest\":\"" + DIGEST
                + "\",\"size\":7,\"annotations\":{\"a\":\"b\"},\"urls\":[\"https://a.example/x\"],\"platform\":"
                + PLATFORM
                + "}";
    }

    private static String indexText() {
        return "{\"schemaVersion\":2,\"manifests\":[" + descriptor("manifest.v1+json") + ","
                + descriptor("index.v1+json") + "]}";
    }

    private static String manifestText() {
        return "{\"schemaVersion\":2,\"config\":" + descriptor("config.v1+json") + ",\"layers\":["
                + descriptor("layer.v1.tar+gzip") + "]}";
    }

    private static String configText() {
        return "{\"os\":\"linux\",\"architecture\":\"arm\",\"variant\":\"v7\",\"config\":{\"Entrypoint\":[\"/a\"],\"Cmd\":null,"
                + "\"Env\":[\"A=b\"],\"WorkingDir\":\"/\",\"User\":\"1:2\",\"Labels\":{\"a\":\"b\"}},"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + DIGEST + "\"]}}";
    }

    private static void document(byte[] bytes) {
        Index index = Index.parse(bytes);
        index.platforms();
        index.choose(Platform.parse("linux/arm64"), "fuzz");
        ImageDocument.parse(bytes, null);
    }

    private static void config(byte[] bytes) {
        ImageConfig.parse(bytes).require(Platform.parse("linux/arm/v7"), "fuzz");
    }

    /** A layout in a tar, which is an archive of {@code docker save} too. */
    private static byte[] layout() {
        Content config = Content.of(configText());
        OciLayout layout =
                OciLayout.of(config, Platform.parse("linux/arm/v7"), List.of(), new java.util.TreeMap<>(), "1.0");
        TreeBuilder tree = new TreeBuilder(0);
        layout.files().forEach((path, content) -> tree.put(file(path, content)));
        tree.put(file(
                "manifest.json",
                Content.of("[{\"Config\":\"index.json\",\"Layers\":[\"l\"],\"RepoTags\":[\"a:b\"]}]")));
        tree.put(new Entry("l", Attributes.of(0777, 0), new Node.Symlink("oci-layout"), Origin.NONE));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            TarWriter.write(tree.build(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Entry file(String path, Content content) {
        return new Entry(path, Attributes.of(0644, 0), new Node.RegularFile(content, path), Origin.NONE);
    }

    private static void archive(byte[] bytes) throws IOException {
        TarFiles files = TarFiles.read(
                "fuzz.tar",
                offset -> new ByteArrayInputStream(bytes, offset.intValue(), bytes.length - offset.intValue()));
        new OciLayoutSource("fuzz", files, null).root();
        new DockerArchiveSource("fuzz", files, null).root();
    }
}
