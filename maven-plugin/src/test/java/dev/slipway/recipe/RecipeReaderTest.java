package dev.slipway.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.yaml.InvalidYaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeReaderTest {
    private static final String SUM = "0".repeat(63) + "a";

    private static Recipe read(String text) {
        return RecipeReader.read(text, "package.yml");
    }

    @Test
    void suitesAndArchives() {
        assertThat(RecipeReader.read(
                                """
                                debian:
                                  suites: [bookworm, bookworm-security]
                                  components: [main, non-free-firmware]
                                  archives:
                                    - {origin: Example, suite: stable, key: f123456789abcdef0123456789abcdef01234567}
                                contents: []
                                """,
                                "package.yml")
                        .suites())
                .hasToString("[bookworm main, bookworm non-free-firmware, bookworm-security main,"
                        + " bookworm-security non-free-firmware, Example stable main]")
                .last()
                .extracting(DebianSuite::key)
                .isEqualTo("F123456789ABCDEF0123456789ABCDEF01234567");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                        | it needs one of 'suite' and 'suites'",
                "{suite: bookworm, suites: [bookworm]}     | it needs one of 'suite' and 'suites'",
                "{suites: [Bookworm]}                      | 'Bookworm' is not the name of a Debian release",
                "{suite: a, archives: [{origin: E}]}       | suite",
                "{suite: a, archives: [{origin: E, suite: s, key: a2ab}]} | this is not a fingerprint",
            })
    void suitesThatAreNone(String debian, String message) {
        assertThatThrownBy(() -> RecipeReader.read("debian: " + debian + "\ncontents: []\n", "package.yml"))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[linux/amd64, linux/amd64]           | {mkdir: a} | 'platforms' has a platform twice",
                "[linux/amd64], platform: linux/amd64 | {mkdir: a} | there are both 'platform' and 'platforms'",
                "[linux/amd64] | {mkdir: a, platform: linux/arm64} | is for linux/arm64, and the recipe makes no image for that",
                "[linux/amd64] | {tar: a, contents: [{mkdir: b, platform: linux/arm64}]} | is for linux/arm64",
                "[linux]       | {mkdir: a} | Write os/architecture",
                "[]            | {mkdir: a} | package.yml:1:13: platforms: there is no platform in the list",
            })
    void platformsThatDoNotFit(String platforms, String item, String message) {
        assertThatThrownBy(() -> read("{platforms: " + platforms + ", contents: [" + item + "]}\n"))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{../x: y}", "{\"\": y}", "{/: y}", "{a/**: y}", "{\"%regex[a]\": y}"})
    void aRenameOfNothingIsToldWithItsPlace(String rename) {
        assertThatThrownBy(() -> read("contents:\n  - {directory: d, rename: " + rename + "}\n  - {mkdir: ..}\n"))
                .isInstanceOf(InvalidYaml.class)
                .hasMessageContaining("package.yml:2:")
                .hasMessageContaining("' names nothing of the source: ")
                .hasMessageContaining("package.yml:3:");
    }

    @Test
    void readsEveryKindOfItem() {
        Recipe recipe = read(
                """
                platform: linux/arm64
                debian: {suite: bookworm}
                contents:
                  - debian: busybox-static
                    include: [bin/busybox]
                    exclude: [usr/share/doc/**]
                    rename: {bin/busybox: bin/bb}
                    to: opt/
                  - archive: https://example.org/x.tar.xz
                    sha256: %s
                    stripComponents: 1
                  - archive: maven:org.example:tool:1.0:bin:tar.gz
                  - archive: files/x.zip
                  - directory: root
                    mode: "0600"
                    executable: [init, "etc/init.d/*"]
                  - file: /etc/motd
                    contents: "hello\\n"
                    uid: 5
                    gid: 6
                  - file: etc/hosts
                    source: hosts
                    mode: "0640"
                  - mkdir: tmp
                    mode: "1777"
                  - symlink: bin/sh
                    target: busybox
                  - remove: ["usr/share/man/**"]
                  - concatenate: etc/ssl/all.crt
                    of: ["usr/**/*.crt"]
                  - depmod: lib/modules/6.1
                  - tar: kernel.tar
                    contents:
                      - debian: linux-image
                """
                        .formatted(SUM));
        assertThat(recipe.platform()).hasToString("linux/arm64");
        assertThat(recipe.suites()).containsExactly(new DebianSuite("Debian", "bookworm", "main", null));
        List<Item> items = recipe.contents();
        assertThat(items).hasSize(13);
        Item.Debian debian = (Item.Debian) items.get(0);
        assertThat(debian.name()).isEqualTo("busybox-static");
        assertThat(debian.where()).isEqualTo("package.yml:4:13: contents[0].debian");
        assertThat(debian.selection().to()).isEqualTo("opt");
        assertThat(debian.selection().rename())
                .containsExactly(new Selection.Rename(
                        "package.yml:7:27: contents[0].rename.bin/busybox", Glob.parse("bin/busybox"), "bin/bb"));
        assertThat(debian.selection().include().get(0).where()).isEqualTo("package.yml:5:15: contents[0].include[0]");
        Item.Archive url = (Item.Archive) items.get(1);
        assertThat(url.source()).isEqualTo(new ArchiveSource.Url("https://example.org/x.tar.xz"));
        assertThat(url.stripComponents()).isEqualTo(1);
        assertThat(url.sha256()).hasToString("sha256:" + SUM);
        assertThat(((Item.Archive) items.get(2)).source())
                .isEqualTo(new ArchiveSource.Artifact("org.example", "tool", "1.0", "bin", "tar.gz"));
        assertThat(((Item.Archive) items.get(3)).source()).isEqualTo(new ArchiveSource.LocalFile("files/x.zip"));
        assertThat(((Item.Directory) items.get(4)).mode()).isEqualTo(0600);
        assertThat(items.get(5))
                .isEqualTo(new Item.File(
                        "package.yml:17:11: contents[5].file",
                        "etc/motd",
                        "hello\n",
                        null,
                        new Item.Owner(0644, 5, 6)));
        assertThat(((Item.File) items.get(6)).owner()).isEqualTo(Item.Owner.root(0640));
        assertThat(((Item.Mkdir) items.get(7)).owner().mode()).isEqualTo(01777);
        assertThat(((Item.Symlink) items.get(8)).target()).isEqualTo("busybox");
        assertThat(recipe.debianPackages())
                .containsEntry("linux-image", "package.yml:34:17: contents[12].contents[0].debian")
                .containsOnlyKeys("busybox-static", "linux-image");
    }

    @Test
    void readsHowTheImageIsRun() {
        RecipeConfig config =
                read("""
                        contents: []
                        config:
                          entrypoint: [/usr/bin/x]
                          cmd: [-v]
                          env: [PATH=/bin]
                          workingDir: /
                          user: nobody
                          labels: {b: "2", a: "1"}
                          linuxkit: {net: host, capabilities: [CAP_NET_ADMIN], readonly: true, resources: {pids: {limit: 010}}}
                        """)
                        .config();
        assertThat(config.entrypoint()).containsExactly("/usr/bin/x");
        assertThat(config.cmd()).containsExactly("-v");
        assertThat(config.env()).containsExactly("PATH=/bin");
        assertThat(config.workingDir()).isEqualTo("/");
        assertThat(config.user()).isEqualTo("nobody");
        assertThat(config.labels())
                .containsEntry("a", "1")
                .containsEntry(
                        "org.mobyproject.config",
                        "{\"net\":\"host\",\"capabilities\":[\"CAP_NET_ADMIN\"],\"readonly\":true,"
                                + "\"resources\":{\"pids\":{\"limit\":8}}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{fiel: etc/x, contents: a}            | Did you mean file?",
                "{file: etc/x, mkdir: y}               | this item has the keys file and mkdir",
                "{file: etc/x}                         | exactly one of 'contents' and 'source'",
                "{file: etc/x, contents: a, source: b} | exactly one of 'contents' and 'source'",
                "{file: ../x, contents: a}             | it leaves the root of the image",
                "{file: /, contents: a}                | it is not the name of a file in the image",
                "{file: etc/x, source: ../x}           | it is not a path below the recipe's folder",
                "{file: etc/x, source: /etc/shadow}    | it is not a path below the recipe's folder",
                "{directory: .}                        | it is not a path below the recipe's folder",
                "{mkdir: tmp, mode: 0755}              | Write it in quotes: \"0755\"",
                "{mkdir: tmp, mode: '888'}             | these are not permission bits",
                "{mkdir: tmp, uid: -1}                 | expected an integer from 0 to 4294967295",
                "{archive: 'https://example.org/x'}    | an archive from the network needs its sha256",
                "{archive: 'http://example.org/x'}     | only https:// is fetched from",
                "{archive: 'maven:a:b:tar'}            | Write maven:group:artifact:version[:classifier]:type",
                "{archive: x.tar, sha256: abc}         | this is not a digest",
                "{remove: [a**]}                       | '**' must be a segment of its own",
                "{concatenate: x}                      | the key 'of' is missing",
                "{symlink: x}                          | the key 'target' is missing",
                "{debian: Busybox}                     | is not the name of a Debian package",
                "{debian: jq}                          | Add 'debian: {suite: bookworm}'",
                "{debian: jq, include: []}             | 'include' has no pattern",
                "{user: Big, uid: 1}                   | 'Big' is not a name of a user or group",
                "{user: a, uid: 1, home: '/a:b'}       | '/a:b' is not a path",
                "{user: a}                             | the key 'uid' is missing",
                "{group: a, gid: -1}                   | expected an integer from 0 to 4294967294",
                "{tar: x, contents: [{a: b}]}          | this item has none of the keys debian, archive",
            })
    void refuses(String item, String message) {
        assertThatThrownBy(() -> read("contents:\n  - " + item + "\n"))
                .isInstanceOf(InvalidYaml.class)
                .hasMessageContaining("package.yml:")
                .hasMessageContaining(message);
    }

    @Test
    void tellsEverythingAtOnce() {
        assertThatThrownBy(
                        () -> read(
                                """
                        contents:
                          - file: etc/x
                          - mkdir: tmp
                            mod: "0755"
                        config:
                          env: [PATH]
                        """))
                .hasMessageContaining("3 errors")
                .hasMessageContaining("package.yml:2:5")
                .hasMessageContaining("package.yml:4:5: contents[1].mod: there is no such key")
                .hasMessageContaining("package.yml:6:9: config.env[0]: 'PATH' is not an environment variable");
    }

    @Test
    void aTextOfTheLabelIsTakenAsItIsWrittenAsLinuxKitDoes() {
        RecipeConfig config = RecipeReader.read(
                        """
                        contents: [{mkdir: a}]
                        config:
                          linuxkit:
                            command: [sleep, 5]
                            sysctl: {net.ipv4.ip_forward: 1}
                            devices:
                              - {path: /dev/console, type: c, major: 5, minor: 1, mode: 0660}
                        """,
                        "package.yml")
                .config();
        assertThat(config.labels().get("org.mobyproject.config"))
                .isEqualTo(
                        "{\"command\":[\"sleep\",\"5\"],\"sysctl\":{\"net.ipv4.ip_forward\":\"1\"},"
                                + "\"devices\":[{\"path\":\"/dev/console\",\"type\":\"c\",\"major\":5,\"minor\":1,\"mode\":\"0660\"}]}");
    }

    @Test
    void aWrongLabelIsRefusedAtTheRecipesOwnLine() {
        String recipe =
                """
                contents: [{mkdir: a}]
                config:
                  linuxkit:
                    devices:
                      - {path: /dev/x, type: c, mode: 0999}
                    name: x
                """;
        assertThatThrownBy(() -> RecipeReader.read(recipe, "package.yml"))
                .hasMessageContaining("package.yml:5:39: config.linuxkit.devices[0].mode: '0999' is not a mode")
                .hasMessageContaining("a label cannot set 'name'");
    }
}
