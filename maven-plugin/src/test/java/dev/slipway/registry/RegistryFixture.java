package dev.slipway.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.content.Digest;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.ImageConfig;
import dev.slipway.oci.MediaTypes;
import dev.slipway.oci.Platform;
import dev.slipway.oci.layout.OciLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A registry on loopback that remembers every request and can be told to lie. */
public final class RegistryFixture implements AutoCloseable {
    /** Of an image without layers. */
    static final String MANIFEST = "{\"config\":{\"mediaType\":\"text/plain\",\"digest\":\"sha256:" + "0".repeat(64)
            + "\",\"size\":1},\"layers\":[]}";

    /** A request as it came. */
    public record Seen(String method, String path, String query, Headers headers, String body) {
        /** One header, or empty. */
        public String header(String name) {
            return Objects.requireNonNullElse(headers.getFirst(name), "");
        }
    }

    /** Answers instead of the registry. */
    @FunctionalInterface
    public interface Lie {
        /** Answers the request. */
        void answer(HttpExchange exchange) throws IOException;
    }

    private record Planned(String pathPart, Lie lie) {}

    private record Stored(String mediaType, byte[] bytes) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Stored> documents = new ConcurrentHashMap<>();
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedDeque<Planned> planned = new ConcurrentLinkedDeque<>();
    private volatile boolean ranges = true;
    private volatile @Nullable String authorization;
    private volatile String challenge = "";

    /** Starts on a free port. */
    public RegistryFixture() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Host and port. */
    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Every request so far. */
    public List<Seen> seen() {
        return new ArrayList<>(seen);
    }

    /** The paths of the requests so far that hold a text. */
    public List<String> paths(String part) {
        return seen.stream().map(Seen::path).filter(path -> path.contains(part)).toList();
    }

    /** Forgets the requests so far. */
    public void forget() {
        seen.clear();
    }

    /** The next request whose path holds this text is answered so; one use for each call. */
    public void next(String pathPart, Lie lie) {
        planned.add(new Planned(pathPart, lie));
    }

    /** Every request is answered in full, whatever its Range. */
    public void withoutRanges() {
        ranges = false;
    }

    /** Only requests with this header Authorization are answered; the others are challenged. */
    public void require(String header, String wwwAuthenticate) {
        authorization = header;
        challenge = wwwAuthenticate;
    }

    /** Adds a blob. */
    public Descriptor blob(String mediaType, byte[] bytes) {
        Digest digest = Digest.of(bytes);
        blobs.put(digest.toString(), bytes);
        return Descriptor.of(mediaType, digest, bytes.length);
    }

    /** Adds a manifest or index under its digest and a tag. */
    public Descriptor document(String tag, String mediaType, byte[] bytes) {
        Digest digest = Digest.of(bytes);
        documents.put(tag, new Stored(mediaType, bytes));
        documents.put(digest.toString(), new Stored(mediaType, bytes));
        return Descriptor.of(mediaType, digest, bytes.length);
    }

    /** Adds an image with these layers. */
    public Descriptor image(String tag, String platform, byte[]... layers) {
        List<Descriptor> descriptors = Arrays.stream(layers)
                .map(layer -> blob(MediaTypes.OCI_LAYER, layer))
                .toList();
        ImageConfig config = new ImageConfig(
                Platform.parse(platform),
                List.of(),
                List.of("/" + tag),
                List.of(),
                "",
                "",
                new TreeMap<>(),
                descriptors.stream().map(Descriptor::digest).toList());
        try {
            byte[] json = config.format(Instant.EPOCH).bytes();
            blob(MediaTypes.OCI_CONFIG, json);
            OciLayout layout = OciLayout.of(
                    config.format(Instant.EPOCH), Platform.parse(platform), descriptors, new TreeMap<>(), null);
            byte[] manifest = Objects.requireNonNull(layout.files()
                            .get(OciLayout.blobPath(layout.manifest().digest())))
                    .bytes();
            return document(tag, MediaTypes.OCI_MANIFEST, manifest).withPlatform(Platform.parse(platform));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds an index with an attestation, unknown fields, and these images. */
    public Descriptor index(String tag, Descriptor... images) {
        String entry = "{\"mediaType\":\"%s\",\"artifactType\":\"any\",\"digest\":\"%s\",\"size\":%d,"
                + "\"platform\":{\"os\":\"%s\",\"architecture\":\"%s\",\"os.version\":\"9\"},\"x\":[{}]}";
        List<String> entries = new ArrayList<>();
        entries.add(entry.formatted(MediaTypes.OCI_MANIFEST, "sha256:" + "e".repeat(64), 7, "unknown", "unknown"));
        for (Descriptor image : images) {
            Platform platform = Objects.requireNonNull(image.platform());
            entries.add(entry.formatted(
                    image.mediaType(), image.digest(), image.size(), platform.os(), platform.architecture()));
        }
        String json = "{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_INDEX
                + "\",\"subject\":null,\"manifests\":[" + String.join(",", entries) + "]}";
        return document(tag, MediaTypes.OCI_INDEX, json.getBytes(UTF_8));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            seen.add(new Seen(exchange.getRequestMethod(), path, query, exchange.getRequestHeaders(), body));
            for (Planned each : planned) {
                if (path.contains(each.pathPart) && planned.remove(each)) {
                    each.lie.answer(exchange);
                    return;
                }
            }
            answer(exchange, path);
        }
    }

    private void answer(HttpExchange exchange, String path) throws IOException {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null && !authorization.equals(given)) {
            exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
            error(exchange, 401, "UNAUTHORIZED", "authentication required");
            return;
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        Stored document = path.contains("/manifests/") ? documents.get(name) : null;
        byte[] blob = path.contains("/blobs/") ? blobs.get(name) : null;
        if (document != null) {
            exchange.getResponseHeaders().add("Content-Type", document.mediaType);
            exchange.getResponseHeaders()
                    .add("Docker-Content-Digest", Digest.of(document.bytes).toString());
            send(exchange, 200, document.bytes);
        } else if (blob != null) {
            range(exchange, blob);
        } else {
            error(exchange, 404, path.contains("/blobs/") ? "BLOB_UNKNOWN" : "MANIFEST_UNKNOWN", "not here");
        }
    }

    private void range(HttpExchange exchange, byte[] blob) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null || !ranges) {
            send(exchange, 200, blob);
            return;
        }
        int start = Integer.parseInt(range.replaceAll("bytes=([0-9]+)-", "$1"));
        exchange.getResponseHeaders()
                .add("Content-Range", "bytes " + start + "-" + (blob.length - 1) + "/" + blob.length);
        send(exchange, 206, Arrays.copyOfRange(blob, start, blob.length));
    }

    /** A whole answer. */
    public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** A refusal in the registry's form. */
    public static void error(HttpExchange exchange, int status, String code, String message) throws IOException {
        String json = "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"" + message + "\",\"detail\":null}]}";
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        send(exchange, status, json.getBytes(UTF_8));
    }

    /** Fails with a status, and perhaps says when to come again. */
    public static Lie status(int status, @Nullable String retryAfter) {
        return exchange -> {
            if (retryAfter != null) {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
            }
            error(exchange, status, status == 429 ? "TOOMANYREQUESTS" : "UNKNOWN", "come again");
        };
    }

    /** Promises all of a body and cuts the connection after a part. */
    public static Lie cut(byte[] whole, int from, int to) {
        return exchange -> {
            if (from > 0) {
                exchange.getResponseHeaders()
                        .add("Content-Range", "bytes " + from + "-" + (whole.length - 1) + "/" + whole.length);
            }
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, whole.length - from);
            exchange.getResponseBody().write(whole, from, to - from);
            exchange.getResponseBody().flush();
        };
    }

    /** Sends somebody elsewhere. */
    public static Lie redirect(String location) {
        return exchange -> {
            exchange.getResponseHeaders().add("Location", location);
            send(exchange, 307, new byte[0]);
        };
    }

    /** Sends nothing for a while, in the middle of the body. */
    public static Lie stall(byte[] whole, int after, long millis) {
        return exchange -> {
            exchange.sendResponseHeaders(200, whole.length);
            exchange.getResponseBody().write(whole, 0, after);
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
