package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Proxies and servers of settings.xml, their passwords encrypted as Maven does it. */
class SettingsIT {
    private static final String HOST = "registry.example.com";
    private static final String PROXY_USER = "traveller";
    private static final String PROXY_PASSWORD = "through the proxy";
    private static final String USER = "reader";
    private static final String PASSWORD = "secret of the registry";

    private static final Path WORK = WorkFolders.empty("settings");
    private static final Path SECURITY = WORK.resolve("settings-security.xml");
    private static DockerRegistry registry;
    private static Process proxy;
    private static int port;

    @BeforeAll
    static void open() throws IOException {
        registry = DockerRegistry.start(WORK.resolve("registry"));
        registry.push(SeedBootsIT.packageImage("sysctl"), "team/tool:1");
        Files.writeString(WORK.resolve("linuxkit.yml"), "init:\n- " + HOST + "/team/tool:1\n");
        String master = encrypted("--encrypt-master-password", "master");
        Files.writeString(SECURITY, "<settingsSecurity><master>" + master + "</master></settingsSecurity>\n");
        port = Guest.freePort();
        proxy = startProxy();
    }

    @AfterAll
    static void close() {
        // The registry is there even where the proxy never came to be.
        registry.close();
        proxy.destroy();
    }

    @Test
    void theRegistryIsReachedThroughTheProxyWithBothPasswords() throws IOException {
        String forProxy = encrypted("--encrypt-password", PROXY_PASSWORD);
        String forRegistry = encrypted("--encrypt-password", PASSWORD);
        assertThat(resolve(forProxy, forRegistry).succeed()).contains("linuxkit.lock: 1 images");
        assertThat(WORK.resolve("access.log")).content().contains(HOST + " GET ");

        assertThat(resolve("wrong horse", forRegistry).fail())
                .contains("the proxy 127.0.0.1:" + port)
                .doesNotContain("wrong horse");
        assertThat(resolve(forProxy, "wrong horse").fail())
                .contains(HOST, "settings.xml")
                .doesNotContain("wrong horse");
    }

    private static Command resolve(String proxyPassword, String password) throws IOException {
        Path settings = WORK.resolve("settings.xml");
        Files.writeString(
                settings,
                """
                <settings>
                  <proxies>
                    <proxy>
                      <protocol>http</protocol>
                      <host>127.0.0.1</host>
                      <port>%d</port>
                      <username>%s</username>
                      <password>%s</password>
                    </proxy>
                  </proxies>
                  <servers>
                    <server>
                      <id>%s</id>
                      <username>%s</username>
                      <password>%s</password>
                    </server>
                  </servers>
                </settings>
                """
                        .formatted(port, PROXY_USER, proxyPassword, HOST, USER, password));
        Path fresh = Files.createTempDirectory(WORK, "run");
        return Checks.maven(WORK, Checks.goal("resolve"), "-gs", settings.toString())
                .and("-Dsettings.security=" + SECURITY)
                .and("-Dslipway.insecureRegistries=" + HOST)
                .and("-Dslipway.store=" + fresh.resolve("store"))
                .and("-Dslipway.lock=" + fresh.resolve("linuxkit.lock"));
    }

    /** As Maven writes it for settings.xml. */
    private static String encrypted(String option, String password) {
        String output = Checks.maven(WORK, option, password)
                .and("-Dsettings.security=" + SECURITY)
                .succeed();
        return Command.withoutColours(output)
                .lines()
                .filter(line -> line.startsWith("{") && line.endsWith("}"))
                .findFirst()
                .orElseThrow();
    }

    /** nginx as a proxy that wants a password, before a registry that wants another one. */
    private static Process startProxy() throws IOException {
        Files.writeString(WORK.resolve("users"), USER + ":{PLAIN}" + PASSWORD + "\n");
        Path config = WORK.resolve("nginx.conf");
        Files.writeString(
                config,
                """
                daemon off;
                pid @/nginx.pid;
                error_log @/error.log;
                worker_processes 1;
                %s
                events {}
                http {
                    log_format asked '$http_host $request_method $uri $status';
                    access_log @/access.log asked;
                    client_body_temp_path @/body;
                    proxy_temp_path @/proxy;
                    fastcgi_temp_path @/fastcgi;
                    uwsgi_temp_path @/uwsgi;
                    scgi_temp_path @/scgi;
                    map $http_proxy_authorization $known {
                        default 0;
                        "Basic %s" 1;
                    }
                    server {
                        listen 127.0.0.1:%d;
                        location / {
                            if ($known = 0) {
                                add_header Proxy-Authenticate 'Basic realm="the way out"' always;
                                return 407;
                            }
                            auth_basic "images";
                            auth_basic_user_file @/users;
                            proxy_set_header Authorization "";
                            proxy_pass http://%s;
                        }
                    }
                }
                """
                        .formatted(
                                Checks.isRoot() ? "user root;" : "",
                                basic(PROXY_USER, PROXY_PASSWORD),
                                port,
                                registry.host())
                        .replace("@", WORK.toString()));
        Process nginx = EndsWithTests.guard(new ProcessBuilder(
                        "nginx",
                        "-c",
                        config.toString(),
                        "-e",
                        WORK.resolve("error.log").toString())
                .inheritIO()
                .start());
        DockerRegistry.awaitPort(port);
        return nginx;
    }

    private static String basic(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
