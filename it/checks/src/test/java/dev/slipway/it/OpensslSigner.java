package dev.slipway.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Signs images in a registry as {@code cosign sign --key} does, with a key and signatures made by openssl. */
final class OpensslSigner {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final byte[] EMPTY = {'{', '}'};

    private final HttpClient client = HttpClient.newHttpClient();
    private final DockerRegistry registry;
    private final Path folder;

    /** Makes a key pair; {@code signer.pub} in the folder is its public half. */
    OpensslSigner(DockerRegistry registry, Path folder) {
        this.registry = registry;
        this.folder = folder;
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "signer.key");
        openssl("ec", "-in", "signer.key", "-pubout", "-out", "signer.pub");
    }

    /**
     * Signs what a tag stands for.
     *
     * @param image {@code linuxkit/kernel:4.9.x}
     * @param signedName the repository that the signature is made out to
     */
    void sign(String image, String signedName) {
        String repository = image.substring(0, image.lastIndexOf(':'));
        String digest = sha256(get(repository + "/manifests/" + image.substring(image.lastIndexOf(':') + 1)));
        byte[] payload =
                """
                {"critical":{"identity":{"docker-reference":"%s"},"image":{"docker-manifest-digest":"sha256:%s"},\
                "type":"cosign container image signature"},"optional":null}"""
                        .formatted(signedName, digest)
                        .getBytes(StandardCharsets.UTF_8);
        push(repository, payload);
        push(repository, EMPTY);
        String manifest =
                """
                {"schemaVersion":2,"mediaType":"%s",\
                "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":2},\
                "layers":[{"mediaType":"application/vnd.dev.cosign.simplesigning.v1+json","digest":"sha256:%s","size":%d,\
                "annotations":{"dev.cosignproject.cosign/signature":"%s"}}]}"""
                        .formatted(MANIFEST, sha256(EMPTY), sha256(payload), payload.length, signature(payload));
        put(
                uri(repository + "/manifests/sha256-" + digest + ".sig"),
                MANIFEST,
                manifest.getBytes(StandardCharsets.UTF_8));
    }

    private String signature(byte[] payload) {
        try {
            Files.write(folder.resolve("payload"), payload);
            openssl("dgst", "-sha256", "-sign", "signer.key", "-out", "signature", "payload");
            return Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("signature")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void openssl(String... arguments) {
        Command command = Command.of("openssl").in(folder);
        for (String argument : arguments) {
            command.and(argument);
        }
        command.succeed();
    }

    private void push(String repository, byte[] blob) {
        URI uploads = uri(repository + "/blobs/uploads/");
        String location = send(HttpRequest.newBuilder(uploads).POST(BodyPublishers.noBody()), 202)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String query = (location.contains("?") ? "&" : "?") + "digest=sha256:" + sha256(blob);
        put(uploads.resolve(location + query), "application/octet-stream", blob);
    }

    private byte[] get(String path) {
        String accept = MANIFEST + ", application/vnd.oci.image.index.v1+json";
        return send(HttpRequest.newBuilder(uri(path)).header("Accept", accept), 200)
                .body();
    }

    private void put(URI uri, String type, byte[] bytes) {
        send(HttpRequest.newBuilder(uri).header("Content-Type", type).PUT(BodyPublishers.ofByteArray(bytes)), 201);
    }

    private URI uri(String path) {
        return URI.create("http://" + registry.host() + "/v2/" + path);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, int expected) {
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != expected) {
                throw new AssertionError(response + ": " + new String(response.body(), StandardCharsets.UTF_8));
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
