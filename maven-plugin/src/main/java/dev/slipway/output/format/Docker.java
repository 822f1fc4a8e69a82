package dev.slipway.output.format;

import dev.slipway.archive.tar.TarWriter;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.oci.ImageConfig;
import dev.slipway.oci.Platform;
import dev.slipway.oci.layout.DockerArchive;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.TreeDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The root file system as an image of one layer, for {@code docker load}; there is no kernel in it. */
public record Docker() implements OutputFormat {
    /** Named as LinuxKit does. */
    private static final OutputKind FILE = new OutputKind("docker", ".docker", "docker", "");

    /** Whatever lies between letters and digits of a repository's name (OCI distribution-spec, "Pulling manifests"). */
    private static final String SEPARATORS = "[^a-z0-9]+";

    @Override
    public List<OutputKind> kinds() {
        return List.of(FILE);
    }

    /** The layer is kept in the store: its digest has to be known before the archive is written. */
    @Override
    public OutputPlan plan(BootableSystem system) throws IOException {
        FileTree root = system.root();
        String name = "slipway docker layer 1\n" + TreeDigest.of(root);
        Content layer = system.derived(
                "layer",
                Digest.of(name.getBytes(StandardCharsets.UTF_8)),
                sink -> TarWriter.write(root.entries(), sink));
        DockerArchive archive = new DockerArchive(config(system, layer), layer, nameOf(system));
        List<Entry> files = new ArrayList<>();
        archive.files().forEach((path, content) -> files.add(Entry.file(path, 0644, system.timestamp(), content)));
        List<String> details = List.of("docker load names it " + archive.name());
        return OutputPlan.of(
                new OutputPlan.Artifact(FILE, TarWriter.size(files), sink -> TarWriter.write(files, sink), details));
    }

    private static Content config(BootableSystem system, Content layer) {
        return new ImageConfig(
                        new Platform("linux", system.architecture(), null),
                        List.of(DockerArchive.ENTRYPOINT),
                        List.of(),
                        List.of(),
                        "",
                        "",
                        new TreeMap<>(),
                        List.of(layer.digest()))
                .format(Instant.ofEpochSecond(system.timestamp()));
    }

    private static DockerArchive.Name nameOf(BootableSystem system) {
        String words = system.name().toLowerCase(Locale.ROOT).replaceAll(SEPARATORS, "-");
        String repository = words.replaceAll("^-|-$", "");
        return new DockerArchive.Name(repository.isEmpty() ? "system" : repository, "latest");
    }
}
