package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The section {@code trust} of the file of 2017 means something again; and what it costs to look at all images of the demo. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeedTrustIT {
    private static final String KERNEL = SeedBootsIT.IMAGES.get("kernel");
    private static final String HWCLOCK = "linuxkit/hwclock:1";
    private static final Pattern LOOKED_AT = Pattern.compile("looked at in ([0-9]+) ms, with ([0-9]+) requests");

    private static final Path WORK = WorkFolders.empty("trust");
    private static DockerRegistry registry;
    private static OpensslSigner signer;

    @BeforeAll
    static void open() throws IOException {
        registry = DockerRegistry.start(WORK.resolve("registry"));
        SeedBootsIT.IMAGES.forEach((name, image) -> registry.push(SeedBootsIT.packageImage(name), image));
        signer = new OpensslSigner(registry, WORK);
    }

    @AfterAll
    static void close() {
        registry.close();
    }

    @Test
    @Order(1) // Nothing is signed yet.
    void theSeedPassesWithASignedKernelAndWithNoOther() throws IOException {
        Path seed = WORK.resolve("seed.yml");
        Files.copy(Checks.seed(), seed, StandardCopyOption.REPLACE_EXISTING);
        policy("linuxkit/kernel");
        assertThat(goals("seed.yml", "resolve", "verify-trust").fail())
                .contains("docker.io/linuxkit/kernel:4.9.x: must not be used", "no-signature");
        assertThat(goals("seed.yml", "initrd").fail()).contains("no-signature");

        signer.sign(KERNEL, "docker.io/linuxkit/other");
        assertThat(goals("seed.yml", "verify-trust").fail())
                .contains("docker.io/linuxkit/kernel:4.9.x: must not be used", "wrong-repository");

        signer.sign(KERNEL, "docker.io/linuxkit/kernel");
        assertThat(goals("seed.yml", "verify-trust").succeed())
                .containsPattern("docker.io/linuxkit/kernel:4.9.x +[0-9a-f]{12} +signed by docker.io/linuxkit/kernel");
        assertThat(WORK.resolve("out/slipway/trust-report.json")).content().contains("\"allowed\" : true");

        registry.push(SeedBootsIT.packageImage("sysctl"), KERNEL);
        assertThat(goals("seed.yml", "resolve", "verify-trust")
                        .and("-Dslipway.update=linuxkit/kernel:*")
                        .fail())
                .contains("docker.io/linuxkit/kernel:4.9.x: must not be used", "no-signature");
        assertThat(WORK.resolve("out/linuxkit-kernel")).doesNotExist();
        registry.push(SeedBootsIT.packageImage("kernel"), KERNEL);
    }

    @Test
    @Order(2)
    void theDemosElevenImagesAreLookedAtQuicklyAndOfflineWithoutARequest() throws IOException {
        registry.push(SeedBootsIT.packageImage("hwclock"), HWCLOCK);
        SeedBootsIT.IMAGES.values().forEach(SeedTrustIT::signAsItself);
        signAsItself(HWCLOCK);
        // The demo's own references are Maven's, which have no registry to keep signatures in.
        String demo = Files.readString(Checks.root().resolve("it/demo/linuxkit.yml"))
                .replaceAll("maven:dev.slipway.packages:hwclock", HWCLOCK);
        for (String name : SeedBootsIT.IMAGES.keySet()) {
            demo = demo.replaceAll(
                    "maven:dev.slipway.packages:" + name + "\\b(?!-)", "\"" + SeedBootsIT.IMAGES.get(name) + "\"");
        }
        assertThat(demo).doesNotContain("maven:");
        Files.writeString(WORK.resolve("demo.yml"), demo);
        policy("*");

        String cold = goals("demo.yml", "resolve", "verify-trust").succeed();
        assertThat(cold.lines().filter(line -> line.contains(" signed by "))).hasSize(11);
        String warm = goals("demo.yml", "verify-trust").succeed();
        // A network namespace of its own, without even a loopback that is up: every connect fails.
        String offline = goals("demo.yml", "resolve", "verify-trust")
                .and("-o")
                .inPrefix("unshare", "-rn")
                .succeed();
        assertThat(lookedAt(cold).group(2)).isNotEqualTo("0");
        assertThat(lookedAt(warm).group(2)).isEqualTo("0");
        assertThat(lookedAt(offline).group(2)).isEqualTo("0");
        for (String run : List.of(cold, warm, offline)) {
            Checks.measured("verify-trust of the demo's 11 images, all signed, out of docker-registry, "
                    + (run.equals(cold) ? "cold" : run.equals(warm) ? "warm" : "warm with -o and no network") + ": "
                    + lookedAt(run).group());
        }
    }

    private static void signAsItself(String image) {
        signer.sign(image, "docker.io/" + image.substring(0, image.lastIndexOf(':')));
    }

    private static Matcher lookedAt(String log) {
        Matcher matcher = LOOKED_AT.matcher(log);
        assertThat(matcher.find()).as(log).isTrue();
        return matcher;
    }

    static void policy(Path folder, String scope) throws IOException {
        Files.writeString(
                folder.resolve("trust-policy.yml"),
                """
                version: 1
                keys: {linuxkit: {file: signer.pub}}
                rules:
                - scope: "%s"
                  require: {sigstore-key: {keys: [linuxkit]}}
                """
                        .formatted(scope));
    }

    private static void policy(String scope) throws IOException {
        policy(WORK, scope);
    }

    private static Command goals(String yaml, String... goals) {
        Command maven = Checks.maven(WORK);
        for (String goal : goals) {
            maven.and(Checks.goal(goal));
        }
        return maven.and("-Dslipway.config=" + yaml)
                .and("-Dslipway.outputDirectory=out")
                .and("-Dslipway.mirrors=docker.io=http://" + registry.host());
    }
}
