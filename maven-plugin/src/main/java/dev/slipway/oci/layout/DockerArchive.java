package dev.slipway.oci.layout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.content.Content;
import dev.slipway.json.JsonWriter;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One image as {@code docker load} takes it (Docker Image Specification v1.2, "Combined Image JSON + Filesystem Changeset Format"). The
 * same archive is a context of {@code docker build}, which is what LinuxKit's archives are made for.
 *
 * @param config an image configuration that names the layer
 * @param layer a plain tar
 * @param name repository and tag
 */
public record DockerArchive(Content config, Content layer, Name name) {
    /** What starts the system, as in LinuxKit's archives. */
    public static final String ENTRYPOINT = "/bin/rc.init";

    /**
     * A name of an image.
     *
     * @param repository such as {@code team/os}
     * @param tag such as {@code latest}
     */
    public record Name(String repository, String tag) {
        @Override
        public String toString() {
            return repository + ":" + tag;
        }
    }

    /** The files by their paths in the archive. */
    public SortedMap<String, Content> files() {
        SortedMap<String, Content> files = new TreeMap<>();
        files.put(configFile(), config);
        files.put(layerFile(), layer);
        files.put("manifest.json", manifest());
        files.put("repositories", repositories());
        files.put("Dockerfile", dockerfile());
        return Collections.unmodifiableSortedMap(files);
    }

    private String configFile() {
        return config.digest().hex() + ".json";
    }

    private String layerFile() {
        return layer.digest().hex() + ".tar";
    }

    private Content manifest() {
        ArrayNode images = JsonNodeFactory.instance.arrayNode();
        ObjectNode image = images.addObject();
        image.put("Config", configFile());
        image.putArray("RepoTags").add(name.toString());
        image.putArray("Layers").add(layerFile());
        return Content.of(JsonWriter.compact(images));
    }

    /** For readers of the time before the manifest. */
    private Content repositories() {
        ObjectNode repositories = JsonNodeFactory.instance.objectNode();
        repositories.putObject(name.repository()).put(name.tag(), layer.digest().hex());
        return Content.of(JsonWriter.compact(repositories));
    }

    /** The builder unpacks an archive that it adds. */
    private Content dockerfile() {
        return Content.of("FROM scratch\nADD " + layerFile() + " /\nENTRYPOINT [\"" + ENTRYPOINT + "\"]\n");
    }
}
