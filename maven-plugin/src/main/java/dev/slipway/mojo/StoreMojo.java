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
     * Folder of the content-addressed store that keeps images, indexes and compressed segments. Safe to share between builds that run
     * at the same time. By default it lies in the local Maven repository.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.store")
    private @Nullable File store;

    /**
     * Registry mirrors, {@code registry=http(s)://host[:port]}, for instance {@code docker.io=http://127.0.0.1:5000}. What a mirror
     * serves is checked against the lock like everything else.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.mirrors")
    private @Nullable List<String> mirrors;

    /**
     * Registries that may be asked by plain HTTP, {@code host[:port]}. Loopback ones always may.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.insecureRegistries")
    private @Nullable List<String> insecureRegistries;

    /**
     * How many seconds a server may be silent: until the connection stands, until its answer begins, and until the next piece of it
     * comes. A server that sends less than 1 KiB a second on the average of as many seconds is given up like a silent one. A download
     * that is given up goes on where it was when the server is asked again, at most two times more.
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
                        mavenLog());
    }
}
