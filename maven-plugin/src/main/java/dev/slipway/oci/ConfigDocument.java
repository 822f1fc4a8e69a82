package dev.slipway.oci;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;

/** Writes an image configuration; the order of the fields is that of the OCI image-spec, "Image Configuration". */
final class ConfigDocument {
    private ConfigDocument() {}

    static byte[] of(ImageConfig config, Instant created) {
        Platform platform = config.platform();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("created", created.truncatedTo(ChronoUnit.SECONDS).toString());
        root.put("architecture", platform.architecture());
        if (platform.variant() != null) {
            root.put("variant", platform.variant());
        }
        root.put("os", platform.os());
        ObjectNode run = root.putObject("config");
        text(run, "User", config.user());
        list(run, "Env", config.env());
        list(run, "Entrypoint", config.entrypoint());
        list(run, "Cmd", config.cmd());
        text(run, "WorkingDir", config.workingDir());
        if (!config.labels().isEmpty()) {
            ObjectNode labels = run.putObject("Labels");
            config.labels().forEach(labels::put);
        }
        ObjectNode rootfs = root.putObject("rootfs");
        rootfs.put("type", "layers");
        ArrayNode diffIds = rootfs.putArray("diff_ids");
        config.diffIds().forEach(digest -> diffIds.add(digest.toString()));
        return JsonWriter.compact(root).getBytes(StandardCharsets.UTF_8);
    }

    private static void text(ObjectNode object, String field, String value) {
        if (!value.isEmpty()) {
            object.put(field, value);
        }
    }

    private static void list(ObjectNode object, String field, Collection<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = object.putArray(field);
            values.forEach(array::add);
        }
    }
}
