package dev.slipway.build;

import dev.slipway.content.Digest;
import dev.slipway.content.Progress;
import dev.slipway.registry.Credential;
import dev.slipway.registry.Credentials;
import dev.slipway.registry.DockerCredentials;
import dev.slipway.registry.Mirror;
import dev.slipway.registry.ProxyServer;
import dev.slipway.registry.RegistryClient;
import dev.slipway.registry.RegistryEvents;
import dev.slipway.registry.RegistrySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reaches registries the way the machine's settings say. */
final class Registries {
    private Registries() {}

    static RegistryClient client(Machine machine) {
        Credentials credentials = Credentials.firstOf(List.of(
                new SettingsCredentials(machine.logins()),
                DockerCredentials.of(System.getenv(), Path.of(System.getProperty("user.home")))));
        return new RegistryClient(settings(machine), credentials, new LoggedEvents(machine.log()));
    }

    /** Mirrors, proxies and patience. */
    static RegistrySettings settings(Machine machine) {
        return new RegistrySettings(
                machine.mirrors().stream().map(Mirror::parse).toList(),
                Set.copyOf(machine.insecureRegistries()),
                machine.proxies().stream().map(Registries::proxy).toList(),
                machine.offline(),
                RegistrySettings.DEFAULT.timeout());
    }

    private static ProxyServer proxy(Machine.Proxy proxy) {
        return new ProxyServer(
                proxy.protocol(),
                proxy.host(),
                proxy.port(),
                proxy.user(),
                proxy.password(),
                ProxyServer.splitNonProxyHosts(proxy.nonProxyHosts()));
    }

    /** Servers of settings.xml: the id is the registry's host. */
    private record SettingsCredentials(Machine.Logins logins) implements Credentials {
        @Override
        public Optional<Credential> find(String host) {
            return logins.find(host)
                    .map(login ->
                            new Credential(login.user(), login.password(), "settings.xml, server '" + host + "'"));
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

        private static String shortened(Digest digest) {
            return digest.toString().substring(0, 19);
        }
    }
}
