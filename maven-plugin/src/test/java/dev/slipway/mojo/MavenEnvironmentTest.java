package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.environment.BuildEnvironment;
import dev.slipway.maven.MavenEnvironment;
import dev.slipway.maven.MavenLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;

/** What the goals take of Maven's settings, whose passwords are encrypted as Maven does it. */
@MojoTest
class MavenEnvironmentTest implements RealMaven {
    /** Names the file of the master password, and is the word that the master password is encrypted with. */
    private static final String SECURITY = "settings.security";

    private final MavenFixture maven;

    @Inject
    private SettingsDecrypter decrypter;

    MavenEnvironmentTest(@TempDir Path folder) throws Exception {
        maven = new MavenFixture(folder, "resolve");
        String master = new DefaultPlexusCipher().encryptAndDecorate("master", SECURITY);
        maven.write("security.xml", "<settingsSecurity><master>" + master + "</master></settingsSecurity>");
        System.setProperty(SECURITY, folder.resolve("security.xml").toString());
    }

    @AfterEach
    void forgetTheMasterPassword() {
        System.clearProperty(SECURITY);
    }

    @Override
    public MavenFixture maven() {
        return maven;
    }

    @Test
    void thePasswordOfAServerIsDecrypted() throws Exception {
        maven.request.setServers(List.of(server("registry.example.com", "reader", encrypted("secret"))));
        assertThat(environment().logins().find("registry.example.com"))
                .contains(new BuildEnvironment.Login("reader", "secret"))
                .hasValueSatisfying(login -> assertThat(login).asString().doesNotContain("secret"));
        assertThat(environment().logins().find("other.example.com")).isEmpty();
    }

    @Test
    void aServerWithoutUserOrPasswordIsNoLogin() throws Exception {
        maven.request.setServers(List.of(server("a", null, encrypted("secret")), server("b", "reader", null)));
        assertThat(environment().logins().find("a")).isEmpty();
        assertThat(environment().logins().find("b")).isEmpty();
    }

    @Test
    void anInactiveProxyIsIgnored() throws Exception {
        Proxy off = proxy("off.example.com", "hidden");
        off.setActive(false);
        maven.request.setProxies(List.of(off, proxy("on.example.com", encrypted("hidden"))));
        assertThat(environment().proxies())
                .containsExactly(
                        new BuildEnvironment.Proxy("http", "on.example.com", 3128, "traveller", "hidden", "localhost"));
    }

    @Test
    void whatIsNotSaidIsMavens() {
        BuildEnvironment environment = new MavenEnvironment(maven.session, decrypter)
                .with(null, new MavenEnvironment.Network(null, null, 60), (g, a, v, c, t) -> maven.folder, buildLog());
        assertThat(environment.store()).isEqualTo(maven.folder.resolve("repository/.slipway"));
        assertThat(environment.offline()).isFalse();
        assertThat(environment.mirrors()).isEmpty();
        assertThat(environment.insecureRegistries()).isEmpty();
    }

    @Test
    void whatIsSaidIsTakenAndOfflineIsMavens() {
        maven.request.setOffline(true);
        BuildEnvironment environment = environment();
        assertThat(environment.store()).isEqualTo(Path.of("elsewhere"));
        assertThat(environment.offline()).isTrue();
        assertThat(environment.mirrors()).containsExactly("docker.io=https://mirror.example.com");
        assertThat(environment.insecureRegistries()).containsExactly("registry.example.com");
        assertThat(environment.timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    private BuildEnvironment environment() {
        return new MavenEnvironment(maven.session, decrypter)
                .with(
                        Path.of("elsewhere"),
                        new MavenEnvironment.Network(
                                List.of("docker.io=https://mirror.example.com"), List.of("registry.example.com"), 5),
                        (group, artifact, version, classifier, type) -> maven.folder,
                        buildLog());
    }

    private MavenLog buildLog() {
        return MavenLog.of(maven.log(), new HashSet<>(), maven.session, line -> line);
    }

    private static String encrypted(String password) throws Exception {
        return new DefaultPlexusCipher().encryptAndDecorate(password, "master");
    }

    private static Server server(String id, String user, String password) {
        Server server = new Server();
        server.setId(id);
        server.setUsername(user);
        server.setPassword(password);
        return server;
    }

    private static Proxy proxy(String host, String password) {
        Proxy proxy = new Proxy();
        proxy.setProtocol("http");
        proxy.setHost(host);
        proxy.setPort(3128);
        proxy.setUsername("traveller");
        proxy.setPassword(password);
        proxy.setNonProxyHosts("localhost");
        return proxy;
    }
}
