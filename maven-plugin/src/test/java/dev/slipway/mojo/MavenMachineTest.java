package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.build.Machine;
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
class MavenMachineTest implements RealMaven {
    /** Names the file of the master password, and is the word that the master password is encrypted with. */
    private static final String SECURITY = "settings.security";

    private final MavenFixture maven;

    @Inject
    private SettingsDecrypter decrypter;

    MavenMachineTest(@TempDir Path folder) throws Exception {
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
        assertThat(machine().logins().find("registry.example.com"))
                .contains(new Machine.Login("reader", "secret"))
                .hasValueSatisfying(login -> assertThat(login).asString().doesNotContain("secret"));
        assertThat(machine().logins().find("other.example.com")).isEmpty();
    }

    @Test
    void aServerWithoutUserOrPasswordIsNoLogin() throws Exception {
        maven.request.setServers(List.of(server("a", null, encrypted("secret")), server("b", "reader", null)));
        assertThat(machine().logins().find("a")).isEmpty();
        assertThat(machine().logins().find("b")).isEmpty();
    }

    @Test
    void anInactiveProxyIsIgnored() throws Exception {
        Proxy off = proxy("off.example.com", "hidden");
        off.setActive(false);
        maven.request.setProxies(List.of(off, proxy("on.example.com", encrypted("hidden"))));
        assertThat(machine().proxies())
                .containsExactly(new Machine.Proxy("http", "on.example.com", 3128, "traveller", "hidden", "localhost"));
    }

    @Test
    void whatIsNotSaidIsMavens() {
        Machine machine = new MavenMachine(maven.session, decrypter)
                .with(null, new MavenMachine.Network(null, null, 60), (g, a, v, c, t) -> maven.folder, buildLog());
        assertThat(machine.store()).isEqualTo(maven.folder.resolve("repository/.slipway"));
        assertThat(machine.offline()).isFalse();
        assertThat(machine.mirrors()).isEmpty();
        assertThat(machine.insecureRegistries()).isEmpty();
    }

    @Test
    void whatIsSaidIsTakenAndOfflineIsMavens() {
        maven.request.setOffline(true);
        Machine machine = machine();
        assertThat(machine.store()).isEqualTo(Path.of("elsewhere"));
        assertThat(machine.offline()).isTrue();
        assertThat(machine.mirrors()).containsExactly("docker.io=https://mirror.example.com");
        assertThat(machine.insecureRegistries()).containsExactly("registry.example.com");
        assertThat(machine.timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    private Machine machine() {
        return new MavenMachine(maven.session, decrypter)
                .with(
                        Path.of("elsewhere"),
                        new MavenMachine.Network(
                                List.of("docker.io=https://mirror.example.com"), List.of("registry.example.com"), 5),
                        (group, artifact, version, classifier, type) -> maven.folder,
                        buildLog());
    }

    private MavenLog buildLog() {
        return MavenLog.of(maven.log(), new HashSet<>(), maven.session);
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
