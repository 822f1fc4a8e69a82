package dev.slipway.maven;

import dev.slipway.environment.BuildEnvironment;
import dev.slipway.environment.BuildLog;
import dev.slipway.environment.BuildSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** Reads what a goal may know of the machine out of Maven's session. */
public final class MavenEnvironment {
    private final MavenSession session;
    private final SettingsDecrypter decrypter;

    public MavenEnvironment(MavenSession session, SettingsDecrypter decrypter) {
        this.session = session;
        this.decrypter = decrypter;
    }

    /**
     * How registries are reached, as the form says.
     *
     * @param timeout in seconds
     */
    public record Network(@Nullable List<String> mirrors, @Nullable List<String> insecureRegistries, int timeout) {}

    public BuildEnvironment with(
            @Nullable Path store, Network network, BuildEnvironment.Artifacts artifacts, BuildLog log) {
        return new BuildEnvironment(
                store != null ? store : defaultStore(),
                session.isOffline(),
                network.mirrors == null ? List.of() : network.mirrors,
                network.insecureRegistries == null ? List.of() : network.insecureRegistries,
                session.getSettings().getProxies().stream()
                        .filter(Proxy::isActive)
                        .map(this::decrypted)
                        .toList(),
                Duration.ofSeconds(network.timeout),
                this::login,
                artifacts,
                log,
                BuildEnvironment.LAYER_LIMIT,
                new BuildSession());
    }

    /** Where the store is if nobody says otherwise. */
    public Path defaultStore() {
        return session.getRepositorySession()
                .getLocalRepository()
                .getBasedir()
                .toPath()
                .resolve(".slipway");
    }

    private BuildEnvironment.Proxy decrypted(Proxy proxy) {
        Proxy clear =
                decrypter.decrypt(new DefaultSettingsDecryptionRequest(proxy)).getProxy();
        return new BuildEnvironment.Proxy(
                clear.getProtocol(),
                clear.getHost(),
                clear.getPort(),
                clear.getUsername(),
                clear.getPassword(),
                clear.getNonProxyHosts());
    }

    private Optional<BuildEnvironment.Login> login(String serverId) {
        Server server = session.getSettings().getServer(serverId);
        if (server == null) {
            return Optional.empty();
        }
        Server clear =
                decrypter.decrypt(new DefaultSettingsDecryptionRequest(server)).getServer();
        return clear.getUsername() == null || clear.getPassword() == null
                ? Optional.empty()
                : Optional.of(new BuildEnvironment.Login(clear.getUsername(), clear.getPassword()));
    }
}
