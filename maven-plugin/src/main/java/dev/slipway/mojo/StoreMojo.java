package dev.slipway.mojo;

import dev.slipway.environment.BuildEnvironment;
import dev.slipway.maven.MavenEnvironment;
import java.io.File;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The part of the form of every goal that reads images. */
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
abstract class StoreMojo extends GoalMojo {
    /**
     * Folder of the store, which keeps images, indexes of layers and compressed parts of initrds. Builds that run at the same time
     * can share it. Default: {@code .slipway} in the local Maven repository.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.store")
    private @Nullable File store;

    /**
     * Registry mirrors, {@code registry=http(s)://host[:port]}, such as {@code docker.io=http://127.0.0.1:5000}. Downloads from a
     * mirror are verified against the lock like all others.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.mirrors")
    private @Nullable List<String> mirrors;

    /**
     * Registries that may be contacted over plain HTTP, {@code host[:port]}. Loopback addresses are always allowed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.insecureRegistries")
    private @Nullable List<String> insecureRegistries;

    /**
     * Timeout in seconds: for a connection, for the beginning of a response, and for each next part of it. A server that sends less
     * than 1 KiB a second on average over this time counts as silent. A download that timed out is continued, at most two times.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.timeout", defaultValue = "60")
    private int timeout;

    final BuildEnvironment environment() {
        return mavenEnvironment()
                .with(
                        store == null ? null : store.toPath(),
                        new MavenEnvironment.Network(mirrors, insecureRegistries, timeout),
                        artifacts(),
                        mavenLog())
                .in(buildSession());
    }
}
