package dev.slipway.oci;

import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.json.JsonObject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How to run an image (OCI image-spec, "Image Configuration"). Absent lists and texts are empty.
 *
 * @param env {@code NAME=value}, in the order written
 * @param workingDir empty for the root
 * @param user {@code user[:group]} by name or number; empty for root
 * @param diffIds digests of the layers as plain tars, lowest first
 */
public record ImageConfig(
        Platform platform,
        List<String> entrypoint,
        List<String> cmd,
        List<String> env,
        String workingDir,
        String user,
        SortedMap<String, String> labels,
        List<Digest> diffIds) {
    public ImageConfig {
        entrypoint = List.copyOf(entrypoint);
        cmd = List.copyOf(cmd);
        env = List.copyOf(env);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        diffIds = List.copyOf(diffIds);
    }

    /**
     * Reads an image configuration.
     *
     * @param raw the bytes as they came
     * @throws MalformedDocument if this is not an image configuration
     */
    public static ImageConfig parse(byte[] raw) {
        JsonObject root = MalformedDocument.JSON.object(raw, "config " + Digest.of(raw), ImageDocument.MAX_BYTES);
        JsonObject run = root.has("config") ? root.object("config") : root.empty("config");
        List<Digest> diffIds = root.has("rootfs") ? root.object("rootfs").digests("diff_ids") : List.of();
        return new ImageConfig(
                Platform.of(root),
                run.texts("Entrypoint"),
                run.texts("Cmd"),
                run.texts("Env"),
                run.textOr("WorkingDir", ""),
                run.textOr("User", ""),
                run.textMap("Labels"),
                diffIds);
    }

    /**
     * This configuration as a document, always the same bytes for the same values.
     *
     * @param created written as the image's time, in whole seconds
     */
    public Content format(Instant created) {
        return Content.of(ConfigDocument.of(this, created));
    }

    /**
     * Makes sure that this image is for a platform.
     *
     * @param image named in the failure
     * @throws PlatformMissing if it is for another
     */
    public void require(Platform wanted, String image) {
        if (wanted.bestOf(List.of(platform)).isEmpty()) {
            throw new PlatformMissing(image, wanted, List.of(platform));
        }
    }
}
