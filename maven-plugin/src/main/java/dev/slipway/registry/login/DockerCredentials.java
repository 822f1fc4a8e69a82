package dev.slipway.registry.login;

import com.google.cloud.tools.jib.registry.credentials.CredentialHelperNotFoundException;
import com.google.cloud.tools.jib.registry.credentials.CredentialHelperUnhandledServerUrlException;
import com.google.cloud.tools.jib.registry.credentials.DockerCredentialHelper;
import dev.slipway.registry.http.FailureText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Credentials of {@code docker login}, {@code podman login} and {@code skopeo login}: their files, and the credential helpers that these
 * name. The files are asked in turn; the first that has something for the repository counts.
 */
public final class DockerCredentials implements Credentials {
    private static final String PREFIX = "docker-credential-";

    /** Helpers that the owners of registries ship, asked if no file says anything: their names by the domain. */
    private static final Map<String, String> DOMAINS = Map.of("gcr.io", "gcr", "amazonaws.com", "ecr-login");

    private final List<Path> files;
    private final Reader reader;
    private final Set<String> complaints = new ConcurrentSkipListSet<>();
    private final Map<Path, Optional<DockerConfig>> configs = new ConcurrentHashMap<>();
    private final Map<DockerConfig.Helper, Optional<Credential>> helped = new ConcurrentHashMap<>();

    /** Reads files; this package opens none. */
    @FunctionalInterface
    public interface Reader {
        /**
         * The beginning of a file; empty if there is none.
         *
         * @param limit how many bytes are read at most
         */
        Optional<byte[]> read(Path file, int limit) throws IOException;
    }

    /** @param files asked in this order; those that do not exist are skipped */
    public DockerCredentials(List<Path> files, Reader reader) {
        this.files = List.copyOf(new LinkedHashSet<>(files));
        this.reader = reader;
    }

    @Override
    public Optional<Credential> find(String host, String repository) {
        for (Path file : files) {
            Optional<DockerConfig> config = configs.computeIfAbsent(file, this::read);
            if (config.isPresent()) {
                Optional<Credential> found = find(config.get(), host, repository, file.toString());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return DOMAINS.entrySet().stream()
                .filter(each -> host.equals(each.getKey()) || host.endsWith("." + each.getKey()))
                .flatMap(each -> ask(new DockerConfig.Helper(each.getValue(), host), "").stream())
                .findFirst();
    }

    /** The order in which Podman and Docker ask: the host's helper, what stands in the file, the helper for all. */
    private Optional<Credential> find(DockerConfig config, String host, String repository, String file) {
        return config.helperOf(host)
                .flatMap(helper -> ask(helper, file))
                .or(() -> config.find(host, repository))
                .or(() -> config.store(host).flatMap(helper -> ask(helper, file)));
    }

    /** A file that does not work must not stop what would work without credentials, so it is only told if they are missed. */
    private Optional<DockerConfig> read(Path file) {
        try {
            Optional<byte[]> raw = reader.read(file, DockerConfig.MAX_BYTES + 1);
            return raw.isEmpty() ? Optional.empty() : Optional.of(DockerConfig.parse(raw.get(), file.toString()));
        } catch (IOException e) {
            complaints.add(file + " cannot be read: " + FailureText.of(e));
            return Optional.empty();
        }
    }

    /** Asked once for each server: a helper is a process, and may ask its user. */
    private Optional<Credential> ask(DockerConfig.Helper helper, String file) {
        return helped.computeIfAbsent(helper, each -> run(each, file));
    }

    private Optional<Credential> run(DockerConfig.Helper helper, String file) {
        String program = PREFIX + helper.program();
        try {
            var found = new DockerCredentialHelper(helper.serverUrl(), Path.of(program)).retrieve();
            return found.getUsername().isEmpty() && found.getPassword().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Credential(found.getUsername(), found.getPassword(), program));
        } catch (CredentialHelperUnhandledServerUrlException e) {
            return Optional.empty();
        } catch (CredentialHelperNotFoundException e) {
            if (!file.isEmpty()) {
                complaints.add(program + ", which " + file + " names, is not installed");
            }
            return Optional.empty();
        } catch (IOException e) {
            complaints.add(program + ": " + FailureText.of(e));
            return Optional.empty();
        }
    }

    @Override
    public String places() {
        String places = String.join(", ", files.stream().map(Path::toString).toList());
        return complaints.isEmpty() ? places : places + " (" + String.join("; ", complaints) + ")";
    }
}
