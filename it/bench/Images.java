import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Pushes images to a registry on loopback, each behind an index, because LinuxKit validates its whole cache again for a bare manifest.
 * The argument is {@code host:port}; each line of the input is one of
 *
 * <pre>
 * archive NAME FILE               an image of an OCI archive
 * kernel NAME BYTES               a file "kernel" and a kernel.tar with modules
 * image NAME FILES BYTES LAYERS   files of BYTES in all, in as many layers as it says
 * </pre>
 *
 * <p>The contents depend on the line alone. They compress like programs, to about a third.
 */
public final class Images {
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final Pattern DIGEST = Pattern.compile("\"digest\"\\s*:\\s*\"sha256:([0-9a-f]{64})\"");
    private static final int FILES_IN_A_FOLDER = 100;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String registry;

    private Images(String host) {
        registry = "http://" + host;
    }

    /** See above. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Images images = new Images(arguments[0]);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", 3);
            switch (words[0]) {
                case "archive" -> images.archive(words[1], Path.of(words[2]));
                case "kernel" -> images.kernel(words[1], Long.parseLong(words[2]));
                case "image" -> images.image(words[1], words[2].split(" "));
                default -> throw new IllegalArgumentException("no such line: " + line);
            }
        }
    }

    private void archive(String name, Path file) throws IOException, InterruptedException {
        Map<String, byte[]> files = readTar(file);
        for (Map.Entry<String, byte[]> blob : files.entrySet()) {
            if (blob.getKey().startsWith("blobs/")) {
                blob(name, sha256(blob.getValue()), BodyPublishers.ofByteArray(blob.getValue()));
            }
        }
        Matcher first = DIGEST.matcher(text(files.get("index.json")));
        if (!first.find()) {
            throw new IOException(file + " has no manifest");
        }
        byte[] manifest = files.get("blobs/sha256/" + first.group(1));
        while (!text(manifest).contains("\"layers\"")) {
            Matcher inner = DIGEST.matcher(text(manifest));
            if (!inner.find()) {
                throw new IOException(file + " has no manifest with layers");
            }
            manifest = files.get("blobs/sha256/" + inner.group(1));
        }
        manifests(name, manifest);
    }

    private void kernel(String name, long bytes) throws IOException, InterruptedException {
        if (isThere(name)) {
            return;
        }
        ByteArrayOutputStream modules = new ByteArrayOutputStream();
        Tar inner = new Tar(modules);
        int count = 20;
        for (int i = 0; i < count; i++) {
            inner.file("lib/modules/6.1.0/kernel/m" + i + ".ko", bytes / 2 / count, name.hashCode() + i);
        }
        inner.end();
        Layer layer = new Layer();
        layer.tar.file("kernel", bytes / 2, name.hashCode());
        layer.tar.file("kernel.tar", modules.toByteArray());
        push(name, List.of(layer));
    }

    private void image(String name, String[] numbers) throws IOException, InterruptedException {
        if (isThere(name)) {
            return;
        }
        int files = Integer.parseInt(numbers[0]);
        long size = Long.parseLong(numbers[1]) / files;
        int layers = Integer.parseInt(numbers[2]);
        String folder = "usr/share/" + name.replace('/', '-');
        List<Layer> all = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            Layer layer = new Layer();
            for (int j = i; j < files; j += layers) {
                layer.tar.file(folder + "/" + j / FILES_IN_A_FOLDER + "/" + j, size, name.hashCode() + j);
            }
            all.add(layer);
        }
        push(name, all);
    }

    private void push(String name, List<Layer> layers) throws IOException, InterruptedException {
        for (Layer layer : layers) {
            layer.end();
            blob(name, layer.digest, BodyPublishers.ofFile(layer.file));
        }
        byte[] config = """
                {"architecture":"amd64","os":"linux","config":{"Cmd":["/bin/true"]},"rootfs":{"type":"layers","diff_ids":[%s]}}"""
                .formatted(list(layers, layer -> "\"sha256:" + layer.diffId + "\""))
                .getBytes(StandardCharsets.UTF_8);
        blob(name, sha256(config), BodyPublishers.ofByteArray(config));
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
                .formatted(
                        MANIFEST,
                        descriptor(CONFIG, sha256(config), config.length, ""),
                        list(layers, layer -> descriptor(LAYER, layer.digest, layer.size, "")));
        manifests(name, manifest.getBytes(StandardCharsets.UTF_8));
        for (Layer layer : layers) {
            Files.delete(layer.file);
        }
    }

    private static String list(List<Layer> layers, java.util.function.Function<Layer, String> each) {
        return layers.stream().map(each).collect(Collectors.joining(","));
    }

    private static String descriptor(String type, String digest, long size, String more) {
        return "{\"mediaType\":\"%s\",\"digest\":\"sha256:%s\",\"size\":%d%s}".formatted(type, digest, size, more);
    }

    private void manifests(String name, byte[] manifest) throws IOException, InterruptedException {
        put(name, "sha256:" + sha256(manifest), MANIFEST, manifest);
        String platform = ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}";
        String index = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                .formatted(INDEX, descriptor(MANIFEST, sha256(manifest), manifest.length, platform));
        put(name, "latest", INDEX, index.getBytes(StandardCharsets.UTF_8));
    }

    private void put(String name, String reference, String type, byte[] bytes)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(registry + "/v2/" + name + "/manifests/" + reference))
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofByteArray(bytes));
        send(request, 201);
    }

    private boolean isThere(String name) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(registry + "/v2/" + name + "/manifests/latest"))
                .header("Accept", INDEX)
                .method("HEAD", BodyPublishers.noBody());
        return send(request, 200, 404).statusCode() == 200;
    }

    private void blob(String name, String digest, BodyPublisher bytes) throws IOException, InterruptedException {
        URI there = URI.create(registry + "/v2/" + name + "/blobs/sha256:" + digest);
        if (send(HttpRequest.newBuilder(there).method("HEAD", BodyPublishers.noBody()), 200, 404)
                        .statusCode()
                == 200) {
            return;
        }
        URI uploads = URI.create(registry + "/v2/" + name + "/blobs/uploads/");
        String location = send(HttpRequest.newBuilder(uploads).POST(BodyPublishers.noBody()), 202)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        URI end = URI.create(location + (location.contains("?") ? "&" : "?") + "digest=sha256:" + digest);
        send(HttpRequest.newBuilder(end).header("Content-Type", "application/octet-stream").PUT(bytes), 201);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, Integer... expected)
            throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        if (!List.of(expected).contains(response.statusCode())) {
            throw new IOException(response.request().method() + " " + response.uri() + ": " + response.statusCode()
                    + " " + response.body());
        }
        return response;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(newSha256().digest(bytes));
    }

    /** All files of a tar with short names. */
    private static Map<String, byte[]> readTar(Path file) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (byte[] header = in.readNBytes(512); header.length == 512 && header[0] != 0; header = in.readNBytes(512)) {
                String name = new String(header, 0, 100, StandardCharsets.US_ASCII).replace("\0", "");
                int size = Integer.parseInt(new String(header, 124, 11, StandardCharsets.US_ASCII).strip(), 8);
                files.put(name, in.readNBytes(size));
                in.skipNBytes(-size & 511);
            }
        }
        return files;
    }

    /** A compressed tar in a file, with its digests. */
    private static final class Layer {
        final Path file;
        final Tar tar;
        private final DigestOutputStream compressed;
        private final DigestOutputStream plain;
        String digest = "";
        String diffId = "";
        long size;

        Layer() throws IOException {
            file = Files.createTempFile("layer", ".tar.gz");
            compressed = new DigestOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), newSha256());
            plain = new DigestOutputStream(new Fast(compressed), newSha256());
            tar = new Tar(plain);
        }

        void end() throws IOException {
            tar.end();
            plain.close();
            diffId = HexFormat.of().formatHex(plain.getMessageDigest().digest());
            digest = HexFormat.of().formatHex(compressed.getMessageDigest().digest());
            size = Files.size(file);
        }
    }

    private static final class Fast extends GZIPOutputStream {
        Fast(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** Writes tar in the form of POSIX.1-1988: names of at most 100 bytes, files of less than 8 GiB. */
    private static final class Tar {
        private static final int WORDS = 4096;

        private final OutputStream out;
        private final Set<String> folders = new HashSet<>();
        private final long[] words = new Random(1).longs(WORDS).toArray();
        private final ByteBuffer piece = ByteBuffer.allocate(1 << 16);

        Tar(OutputStream out) {
            this.out = out;
        }

        void file(String path, byte[] bytes) throws IOException {
            header(path, bytes.length, '0');
            out.write(bytes);
            pad(bytes.length);
        }

        void file(String path, long size, long seed) throws IOException {
            header(path, size, '0');
            Random random = new Random(seed);
            for (long left = size; left > 0; left -= piece.capacity()) {
                piece.clear();
                while (piece.hasRemaining()) {
                    int bits = random.nextInt();
                    // Both have to be set, so some words are frequent; one in sixteen is new.
                    long word = words[bits >>> 20 & bits >>> 8 & WORDS - 1];
                    piece.putLong((bits & 15) == 0 ? word ^ bits : word);
                }
                out.write(piece.array(), 0, (int) Math.min(left, piece.capacity()));
            }
            pad(size);
        }

        void end() throws IOException {
            out.write(new byte[1024]);
        }

        private void header(String path, long size, char type) throws IOException {
            int slash = path.lastIndexOf('/', path.length() - 2);
            if (slash > 0 && folders.add(path.substring(0, slash))) {
                header(path.substring(0, slash + 1), 0, '5');
            }
            byte[] header = new byte[512];
            put(header, 0, path);
            put(header, 100, type == '5' ? "0000755" : "0000644");
            put(header, 108, "0000000");
            put(header, 116, "0000000");
            put(header, 124, String.format("%011o", size));
            put(header, 136, String.format("%011o", 1_700_000_000));
            put(header, 148, "        ");
            header[156] = (byte) type;
            put(header, 257, "ustar\00000");
            int sum = 0;
            for (byte b : header) {
                sum += b & 0xff;
            }
            put(header, 148, String.format("%06o\0", sum));
            out.write(header);
        }

        private static void put(byte[] header, int offset, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(bytes, 0, header, offset, bytes.length);
        }

        private void pad(long size) throws IOException {
            out.write(new byte[(int) (-size & 511)]);
        }
    }
}
