package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A LinuxKit file of the year 2017, unchanged, with images from a real registry under the names that it uses. */
class SeedBootsIT {
    /** The images that the file names, by the package of this repository that stands in for each. */
    static final Map<String, String> IMAGES = Map.of(
            "kernel", "linuxkit/kernel:4.9.x",
            "init", "linuxkit/init:42fe8cb1508b3afed39eb89821906e3cc7a70551",
            "runc", "linuxkit/runc:b0fb122e10dbb7e4e45115177a61a3f8d68c19a9",
            "containerd", "linuxkit/containerd:60e2486a74c665ba4df57e561729aec20758daed",
            "ca-certificates", "linuxkit/ca-certificates:eabc5a6e59f05aa91529d80e9a595b85b046f935",
            "sysctl", "linuxkit/sysctl:2cf2f9d5b4d314ba1bfc22b2fe931924af666d8c",
            "binfmt", "linuxkit/binfmt:8881283ac627be1542811bd25c85e7782aebc692",
            "dhcpcd", "linuxkit/dhcpcd:48e249ebef6a521eed886b3bce032db69fbb4afa",
            "rngd", "linuxkit/rngd:c42fd499690b2cb6e4e6cb99e41dfafca1cf5b14",
            "nginx", "library/nginx:alpine");

    @Test
    void theUnchangedFileBuildsAndBoots() throws IOException {
        Path work = WorkFolders.empty("seed");
        Path seed = work.resolve("linuxkit.yml");
        Files.copy(Checks.seed(), seed, StandardCopyOption.REPLACE_EXISTING);
        // The file wants its kernel signed.
        SeedTrustIT.policy(work, "linuxkit/kernel");
        try (DockerRegistry registry = DockerRegistry.start(work.resolve("registry"))) {
            IMAGES.forEach((name, image) -> registry.push(packageImage(name), image));
            new OpensslSigner(registry, work).sign(IMAGES.get("kernel"), "docker.io/linuxkit/kernel");
            List<String> common = List.of(
                    "-Dslipway.config=" + seed,
                    "-Dslipway.lock=" + work.resolve("seed.lock"),
                    "-Dslipway.mirrors=docker.io=http://" + registry.host(),
                    "-Dslipway.outputDirectory=" + work.resolve("out"));
            run(work, "resolve", common);
            assertThat(Files.readString(work.resolve("seed.lock"))).contains("docker.io/linuxkit/kernel:4.9.x");
            run(work, "initrd", common);
        }
        Path out = work.resolve("out");
        Path cmdline = out.resolve("linuxkit-cmdline");
        assertThat(cmdline).hasContent("console=ttyS0 console=tty0 page_poison=1");
        try (Guest guest = Guest.boot(out.resolve("linuxkit-kernel"), out.resolve("linuxkit-initrd.img"), cmdline)) {
            BootedSystem system = new BootedSystem(guest);
            system.expectOnboot("000-sysctl", "001-binfmt", "002-dhcpcd");
            system.expectServices("nginx", "rngd");
            system.expectPage();
            system.powerOffWith();
        }
    }

    private static void run(Path work, String goal, List<String> options) {
        Command maven = Checks.maven(work, Checks.goal(goal));
        options.forEach(maven::and);
        System.out.println(maven.succeed());
    }

    /** The image that the reactor built. */
    static Path packageImage(String name) {
        return Checks.root().resolve("packages/" + name + "/target/" + name + "-" + Checks.version() + ".oci.tar");
    }
}
