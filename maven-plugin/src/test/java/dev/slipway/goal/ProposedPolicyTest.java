package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.verify.ImagesNotTrusted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in the shape that public projects have had since 2017: each builds after what {@code resolve} printed was pasted. */
class ProposedPolicyTest {
    private static final String KERNEL =
            "kernel:\n  image: linuxkit/kernel:4.9.70\n  cmdline: \"console=tty0 console=ttyS0\"\n";
    private static final String INIT =
            """
            init:
              - linuxkit/init:v0.2
              - linuxkit/runc:v0.2
              - linuxkit/containerd:v0.2
              - linuxkit/ca-certificates:v0.2
            """;
    private static final String ONBOOT =
            """
            onboot:
              - name: sysctl
                image: linuxkit/sysctl:v0.2
              - name: dhcpcd
                image: linuxkit/dhcpcd:v0.2
                command: ["/sbin/dhcpcd", "--nobackground", "-f", "/dhcpcd.conf", "-1"]
            """;
    private static final String NGINX =
            """
            services:
              - name: getty
                image: linuxkit/getty:v0.2
                env:
                 - INSECURE=true
              - name: nginx
                image: nginx:alpine
                capabilities:
                 - CAP_NET_BIND_SERVICE
            """;
    private static final String FULL = KERNEL + INIT + ONBOOT + NGINX;

    private static final List<String> YAMLS = List.of(
            FULL + "trust:\n  org:\n    - linuxkit\n    - library\n",
            FULL + "trust:\n  org:\n    - linuxkit\n",
            FULL + "trust:\n  image:\n    - linuxkit/kernel:4.9.70\n    - linuxkit/init:v0.2\n    - nginx:alpine\n",
            FULL + "trust:\n  image:\n    - linuxkit/kernel\n    - nginx\n  org:\n    - library\n",
            FULL + "trust:\n  org:\n    - linuxkit\n  image:\n    - linuxkit/kernel\n    - linuxkit/getty:v0.2\n",
            FULL + "trust:\n  org: [linuxkit, moby, linuxkitprojects]\n",
            KERNEL + INIT + "files:\n  - path: etc/motd\n    contents: \"hi\"\ntrust:\n  org:\n    - linuxkit\n",
            KERNEL + INIT
                    + "outputs:\n  - format: kernel+initrd\ntrust:\n  image:\n    - linuxkit/kernel:4.9.70\n  org:\n    - linuxkit\n",
            "kernel:\n  image: docker.io/linuxkit/kernel:4.9.70\n" + INIT + "trust:\n  org:\n    - linuxkit\n",
            "kernel:\n  image: index.docker.io/linuxkit/kernel:4.9.70\n" + INIT
                    + "trust:\n  image:\n    - docker.io/linuxkit/kernel:4.9.70\n",
            KERNEL + INIT + ONBOOT
                    + "services:\n  - name: sshd\n    image: \"acme/sshd:1\"\n    binds:\n     - /etc:/etc\n"
                    + "trust:\n  org:\n    - linuxkit\n    - acme\n",
            KERNEL + INIT
                    + "trust:\n  image:\n    - linuxkit/runc:v0.2\n    - linuxkit/containerd:v0.2\n    - linuxkit/kernel:9\n");

    @TempDir
    private Path folder;

    @Test
    void twelveFilesBuildWithWhatResolvePrinted() throws IOException {
        for (int i = 0; i < YAMLS.size(); i++) {
            Path here = Files.createDirectory(folder.resolve("project" + i));
            try (TestProject project = project(here, YAMLS.get(i))) {
                project.resolve();
                assertThatThrownBy(project::initrd).as(YAMLS.get(i)).isInstanceOf(ImagesNotTrusted.class);
                List<String> proposals = proposals(project);
                assertThat(proposals).as(YAMLS.get(i)).hasSize(1);
                project.write(
                        "trust-policy.yml",
                        proposals.get(0).substring(proposals.get(0).indexOf("\n# What") + 1));
                project.log.clear();
                project.resolve();
                assertThat(proposals(project)).as("said no more").isEmpty();
                assertThat(project.initrd()).isNotNull();
                project.tar();
                assertThat(project.log).noneMatch(line -> line.contains("matches no image"));
            }
        }
    }

    @Test
    void whatIsPrintedIsShortAndReady() throws IOException {
        try (TestProject project = project(folder, YAMLS.get(4))) {
            project.resolve();
            assertThat(project.plain(proposals(project).get(0)))
                    .isEqualTo(
                            """
                            warning: linuxkit.yml:25:3: trust: 'trust' requires a signature of 8 images, and no rule says which one: \
                            every goal that builds will refuse them. In 2017 LinuxKit asked Docker Hub's Notary server, which shuts down on 2026-12-08.
                            To use them as linuxkit.lock pins them, put this into DIR/trust-policy.yml, or run: mvn slipway:resolve -Dslipway.trust.write=true
                            # What 'trust' names in the YAML is used as linuxkit.lock pins it: the bytes are known, but not who made them.
                            version: 1
                            rules:
                            - scope: docker.io/linuxkit/*
                              require: {pinned: {}}
                            """);
        }
    }

    @Test
    void itIsWrittenOnRequestAndNeverOverAFile() throws IOException {
        Path policy = folder.resolve("trust-policy.yml");
        try (TestProject project = project(folder, YAMLS.get(0))) {
            new LockImages(project.environment()).writingPolicy(true).run(project.project(), List.of(), false);
            assertThat(policy).content().contains("- scope: docker.io/linuxkit/*", "- scope: docker.io/library/*");
            project.initrd();
            String mine = "version: 1\nrules:\n- {scope: linuxkit/*, require: {pinned: {}}}\n";
            Files.writeString(policy, mine);
            project.log.clear();
            new LockImages(project.environment()).writingPolicy(true).run(project.project(), List.of(), false);
            assertThat(policy).hasContent(mine);
            assertThat(proposals(project).get(0))
                    .contains(
                            "add these rules to trust-policy.yml:\n- scope: docker.io/library/*\n  require: {pinned: {}}\n")
                    .doesNotContain("version: 1");
            Files.delete(policy);
            new LockImages(project.environment()).writingPolicy(true).run(project.project(), List.of(), true);
            assertThat(policy).as("frozen").doesNotExist();
        }
    }

    private static List<String> proposals(TestProject project) {
        return new ArrayList<>(project.log)
                .stream()
                        .filter(line -> line.contains("'trust' requires a signature"))
                        .toList();
    }

    private static TestProject project(Path folder, String yaml) {
        TestProject project = new TestProject(folder).yaml(yaml);
        project.push("4.9.70", TestProject.KERNEL_IMAGE);
        for (String tag : List.of("v0.2", "alpine", "1")) {
            project.push(tag, Map.of("bin/sh", "x", "etc/name", tag));
        }
        return project;
    }
}
