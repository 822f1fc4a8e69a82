package dev.slipway.registry;

import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Credentials of {@code docker login} and {@code podman login}: their files, and the credential helpers that these name. */
public final class DockerCredentials implements Credentials {
    private final List<Path> files;
    private final Set<String> complaints = new ConcurrentSkipListSet<>();

    /** @param files asked in this order; those that do not exist are skipped */
    public DockerCredentials(List<Path> files) {
        this.files = List.copyOf(files);
    }

    /**
     * The places Docker and Podman use.
     *
     * @param environment of the process: {@code DOCKER_CONFIG}, {@code XDG_RUNTIME_DIR}, {@code XDG_CONFIG_HOME}
     * @param home of the user
     */
    public static DockerCredentials of(Map<String, String> environment, Path home) {
        List<Path> files = new ArrayList<>();
        String docker = environment.getOrDefault("DOCKER_CONFIG", "");
        files.add((docker.isEmpty() ? home.resolve(".docker") : Path.of(docker)).resolve("config.json"));
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isEmpty()) {
            files.add(Path.of(runtime, "containers", "auth.json"));
        }
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        files.add((config.isEmpty() ? home.resolve(".config") : Path.of(config))
                .resolve(Path.of("containers", "auth.json")));
        return new DockerCredentials(files);
    }

    @Override
    public Optional<Credential> find(String host) {
        // Jib wants an image; only its host matters.
        CredentialRetrieverFactory factory =
                CredentialRetrieverFactory.forImage(ImageReference.of(host, "any", null), this::heard);
        for (Path file : files) {
            Optional<Credential> found = retrieve(factory.dockerConfig(file), file.toString());
            if (found.isPresent()) {
                return found;
            }
        }
        return retrieve(factory.wellKnownCredentialHelpers(), "the registry's own credential helper");
    }

    /** A file or helper that does not work must not stop what would work without credentials, so it is only told if they are missed. */
    private Optional<Credential> retrieve(CredentialRetriever retriever, String origin) {
        try {
            return retriever
                    .retrieve()
                    .filter(each ->
                            !each.getUsername().isEmpty() || !each.getPassword().isEmpty())
                    .map(each -> new Credential(each.getUsername(), each.getPassword(), origin));
        } catch (CredentialRetrievalException e) {
            complaints.add(origin + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private void heard(LogEvent event) {
        // Jib tells only as information that it could not parse a file.
        boolean unable = event.getMessage().startsWith("Unable to");
        if (unable || event.getLevel() == LogEvent.Level.WARN || event.getLevel() == LogEvent.Level.ERROR) {
            complaints.add(event.getMessage().strip());
        }
    }

    @Override
    public String places() {
        String places = String.join(", ", files.stream().map(Path::toString).toList());
        return complaints.isEmpty() ? places : places + " (" + String.join("; ", complaints) + ")";
    }
}
