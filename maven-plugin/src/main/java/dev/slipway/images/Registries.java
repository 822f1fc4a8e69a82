package dev.slipway.images;

import dev.slipway.content.AllowedHere;
import dev.slipway.content.Digest;
import dev.slipway.content.Progress;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.environment.BuildLog;
import dev.slipway.environment.BuildSession;
import dev.slipway.registry.FileDownload;
import dev.slipway.registry.Mirror;
import dev.slipway.registry.RegistryClient;
import dev.slipway.registry.RegistryEvents;
import dev.slipway.registry.RegistrySettings;
import dev.slipway.registry.http.settings.ProxyServer;
import dev.slipway.registry.login.Credential;
import dev.slipway.registry.login.CredentialNames;
import dev.slipway.registry.login.Credentials;
import dev.slipway.registry.login.DockerCredentials;
import dev.slipway.registry.login.LoginFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reaches registries the way the machine's settings say. */
public final class Registries {
    private Registries() {}

    /** One client for all goals of a project, so that none asks for a token that another one has. */
    public static RegistryClient client(BuildEnvironment environment) throws IOException {
        return environment.session().once(new Client(settings(environment)), () -> newClient(environment));
    }

    private record Client(RegistrySettings settings) implements BuildSession.Key<RegistryClient> {
        @Override
        public Class<RegistryClient> type() {
            return RegistryClient.class;
        }
    }

    @AllowedHere("variables that name the files of logins")
    private static RegistryClient newClient(BuildEnvironment environment) {
        Credentials credentials = Credentials.firstOf(List.of(
                new SettingsCredentials(environment.logins()),
                new DockerCredentials(
                        new LoginFiles(System.getenv(), Path.of(System.getProperty("user.home")), userId()).paths(),
                        Registries::read)));
        return new RegistryClient(settings(environment), credentials, new LoggedEvents(environment.log()));
    }

    /** Gets files from servers that are no registries. */
    public static FileDownload files(BuildEnvironment environment) {
        return new FileDownload(settings(environment), new LoggedEvents(environment.log()));
    }

    /** The number of the user who runs this; empty where users have none. */
    private static String userId() {
        try {
            return String.valueOf(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return "";
        }
    }

    private static Optional<byte[]> read(Path file, int limit) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(limit));
        }
    }

    /** Mirrors, proxies and patience. */
    public static RegistrySettings settings(BuildEnvironment environment) {
        return new RegistrySettings(
                environment.mirrors().stream().map(Mirror::parse).toList(),
                Set.copyOf(environment.insecureRegistries()),
                environment.proxies().stream().map(Registries::proxy).toList(),
                environment.offline(),
                environment.timeout());
    }

    private static ProxyServer proxy(BuildEnvironment.Proxy proxy) {
        return new ProxyServer(
                proxy.protocol(),
                proxy.host(),
                proxy.port(),
                proxy.user(),
                proxy.password(),
                ProxyServer.splitNonProxyHosts(proxy.nonProxyHosts()));
    }

    /** Servers of settings.xml: the id is the registry's host, or a namespace in it. */
    private record SettingsCredentials(BuildEnvironment.Logins logins) implements Credentials {
        @Override
        public Optional<Credential> find(String host, String repository) {
            for (String id : CredentialNames.ofServer(host, repository)) {
                Optional<BuildEnvironment.Login> login = logins.find(id);
                if (login.isPresent()) {
                    String origin = "settings.xml, server '" + id + "'";
                    return login.map(each -> new Credential(each.user(), each.password(), origin));
                }
            }
            return Optional.empty();
        }

        @Override
        public String places() {
            return "settings.xml";
        }
    }

    /** Transfers and trouble, for the log. */
    private record LoggedEvents(BuildLog log) implements RegistryEvents {
        @Override
        public Progress started(Transfer transfer) {
            String what = transfer.image() + " " + shortened(transfer.digest());
            return log.fetching(transfer.registry(), what, transfer.size());
        }

        @Override
        public void retried(String image, String reason, Duration wait) {
            log.warn(image + ": " + reason + "; trying again in " + wait.toSeconds() + " s");
        }

        @Override
        public void mirrorSkipped(String image, String mirror, String reason) {
            log.detail(image + ": mirror " + mirror + " did not help: " + reason);
        }

        @Override
        public void mirrorWrong(String image, String mirror, String reason) {
            log.warn(image + ": mirror " + mirror + " sends other content (" + reason + "); it is not used");
        }

        @Override
        public void credentialsGoTo(String registry, String tokenServer) {
            log.info("The credentials of " + registry + " go to the token server " + tokenServer + ", as " + registry
                    + " asks");
        }

        private static String shortened(Digest digest) {
            return digest.toString().substring(0, 19);
        }
    }
}
