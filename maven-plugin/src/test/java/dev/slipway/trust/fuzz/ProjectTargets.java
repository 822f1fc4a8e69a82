package dev.slipway.trust.fuzz;

import static dev.slipway.trust.fuzz.ParserTargets.target;
import static dev.slipway.trust.fuzz.ParserTargets.text;

import dev.slipway.lock.Lock;
import dev.slipway.recipe.RecipeReader;
import dev.slipway.recipe.debian.DebFile;
import dev.slipway.recipe.debian.DebianVersion;
import dev.slipway.recipe.debian.PackageLocks;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.SpecText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What reads the files of a project, and Debian's packages. */
final class ProjectTargets {
    private static final String HEX = "2a".repeat(32);

    private static final String RECIPE =
            """
            platform: linux/arm64
            debian: {suite: bookworm}
            contents:
            - debian: busybox-static
              include: [bin/busybox]
              exclude: [usr/share/doc/**, 'x?[a-c]']
              rename: {bin/busybox: bin/bb}
              to: opt/
            - archive: https://example.org/x.tar.xz
              sha256: %1$s
              stripComponents: 1
            - archive: maven:org.example:tool:1.0:bin:tar.gz
            - directory: root
              mode: "0600"
              executable: [init, "etc/init.d/*"]
            - file: /etc/motd
              contents: "hello"
              uid: 5
            - mkdir: tmp
              mode: "1777"
            - symlink: bin/sh
              target: busybox
            - remove: ["usr/share/man/**"]
            - concatenate: etc/ssl/all.crt
              of: ["usr/**/*.crt"]
            - depmod: lib/modules/6.1
            - tar: kernel.tar
              contents: [{debian: linux-image}]
            """
                    .formatted(HEX);

    private static final String LOCK =
            """
            # comment
            version: 1
            images:
              docker.io/linuxkit/init:1:
                digest: sha256:%1$s
                size: 7
                mediaType: application/vnd.oci.image.index.v1+json
                platforms: {linux/amd64: 'sha256:%1$s'}
            """
                    .formatted(HEX);

    private static final String PACKAGES =
            """
            debian:
              busybox:
                version: 1:1.35.0-4+b3
                path: pool/main/b/busybox/busybox_1.35.0-4+b3_amd64.deb
                size: 7
                sha256: "%1$s"
            """
                    .formatted(HEX);

    List<FuzzTarget> all() {
        return List.of(
                target(
                        "linuxkit",
                        ProjectTargets::linuxkit,
                        example("tunnels"),
                        example("encrypted-disk"),
                        example("of-2017"),
                        text(
                                "onboot: [&a {name: a, image: b/c}, {<<: *a , rlimits: ['nofile,1,2'], tmpfs: ['/a:rw,size=1k']}]")),
                target("recipe", bytes -> RecipeReader.read(string(bytes), "fuzz.yml"), text(RECIPE)),
                target("lock", bytes -> Lock.parse(string(bytes), "fuzz.lock").format(), text(LOCK)),
                target(
                        "package-lock",
                        bytes -> PackageLocks.parse(string(bytes), "fuzz.lock").format(),
                        text(PACKAGES)),
                target(
                        "deb",
                        ProjectTargets::deb,
                        text("!<arch>\n" + member("debian-binary", "2.0\n") + member("data.tar", "x"))),
                target("debian-version", ProjectTargets::version, text("1:1.35.0~rc1-4+b3 1.35.0-4")));
    }

    private static byte[] example(String name) {
        try (InputStream in = LinuxKit.class.getResourceAsStream("examples/" + name + ".yml")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void linuxkit(byte[] bytes) {
        LinuxKit.parse(List.of(new SpecText("fuzz.yml", string(bytes))));
    }

    private static void version(byte[] bytes) {
        String[] two = string(bytes).split(" ", 2);
        new DebianVersion(two[0]).compareTo(new DebianVersion(two[two.length - 1]));
    }

    private static String member(String name, String content) {
        String blanks = " ".repeat(16);
        return (name + blanks).substring(0, 16) + "0           0     0     100644  "
                + (content.length() + blanks).substring(0, 10) + "`\n" + content
                + (content.length() % 2 == 0 ? "" : "\n");
    }

    private static void deb(byte[] bytes) {
        try {
            DebFile.dataTar(new ByteArrayInputStream(bytes), "fuzz").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
