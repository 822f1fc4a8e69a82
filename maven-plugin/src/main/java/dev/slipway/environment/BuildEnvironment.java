package dev.slipway.environment;

import dev.slipway.oci.layer.LayerLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a goal may use of the world around it.
 *
 * @param store root folder of the content-addressed store
 * @param offline whether every request must be refused
 * @param mirrors {@code registry=url}
 * @param insecureRegistries hosts that may be asked by plain HTTP
 * @param proxies Maven's active proxies
 * @param timeout how long a server may be silent
 * @param logins credentials of Maven's settings, by server id
 * @param artifacts Maven's repositories and the reactor
 * @param layerLimit bytes that every layer may have unpacked, however small it is compressed
 * @param session what this goal shares with the other goals of the project
 */
public record BuildEnvironment(
        Path store,
        boolean offline,
        List<String> mirrors,
        List<String> insecureRegistries,
        List<Proxy> proxies,
        Duration timeout,
        Logins logins,
        Artifacts artifacts,
        BuildLog log,
        long layerLimit,
        BuildSession session) {
    /** The usual limit of layers. */
    public static final long LAYER_LIMIT = LayerLimits.ALWAYS;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    public BuildEnvironment {
        mirrors = List.copyOf(mirrors);
        insecureRegistries = List.copyOf(insecureRegistries);
        proxies = List.copyOf(proxies);
    }

    /** With the usual patience and the usual limit of layers, for a goal that shares nothing. */
    public BuildEnvironment(
            Path store,
            boolean offline,
            List<String> mirrors,
            List<String> insecureRegistries,
            List<Proxy> proxies,
            Logins logins,
            Artifacts artifacts,
            BuildLog log) {
        this(
                store,
                offline,
                mirrors,
                insecureRegistries,
                proxies,
                TIMEOUT,
                logins,
                artifacts,
                log,
                LAYER_LIMIT,
                new BuildSession());
    }

    /** With another limit of layers, in bytes. */
    public BuildEnvironment withLayerLimit(long limit) {
        return new BuildEnvironment(
                store, offline, mirrors, insecureRegistries, proxies, timeout, logins, artifacts, log, limit, session);
    }

    /** What decides where images come from, as a text: equal texts mean the same places. */
    public String places() {
        return String.join(
                "\n",
                List.of(
                        store.toString(),
                        mirrors.toString(),
                        insecureRegistries.toString(),
                        timeout.toString(),
                        artifacts.setting()));
    }

    /** With what it shares with other goals. */
    public BuildEnvironment in(BuildSession shared) {
        return new BuildEnvironment(
                store,
                offline,
                mirrors,
                insecureRegistries,
                proxies,
                timeout,
                logins,
                artifacts,
                log,
                layerLimit,
                shared);
    }

    /**
     * A proxy as settings.xml has it.
     *
     * @param protocol of the requests that go through it, {@code http} or {@code https}
     * @param nonProxyHosts hosts that are asked directly, separated by {@code |}, with {@code *} as wild card
     */
    public record Proxy(
            String protocol,
            String host,
            int port,
            @Nullable String user,
            @Nullable String password,
            @Nullable String nonProxyHosts) {}

    /** A user's name and password; the latter is never printed. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user + ":(hidden)";
        }
    }

    /** Finds credentials by server id. */
    @FunctionalInterface
    public interface Logins {
        /** The decrypted credentials of a server entry. */
        Optional<Login> find(String serverId);
    }

    /** Finds Maven artifacts in the reactor, the local and the remote repositories. */
    @FunctionalInterface
    public interface Artifacts {
        /**
         * @param version null for the version that the project's own or managed dependencies give
         * @return the artifact's file
         * @throws ArtifactNotFound if it is nowhere
         */
        Path find(
                String groupId, String artifactId, @Nullable String version, @Nullable String classifier, String type);

        /**
         * True for a module of the same multi-module project in its present version. The same commit has its sources, whichever of its
         * modules this build was asked for.
         *
         * @param version null for the version that {@link #find} takes
         */
        default boolean isModule(String groupId, String artifactId, @Nullable String version) {
            return false;
        }

        /** All that decides which file {@link #find} gives, and what is a module, besides the files in the repositories. */
        default String setting() {
            return "";
        }
    }
}
