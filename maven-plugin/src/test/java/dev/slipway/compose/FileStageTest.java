package dev.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.tree.Entry;
import dev.slipway.tree.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileStageTest {
    private final Compose compose =
            new Compose().image("init", TreeText.tree("usr/etc/passwd 0644", "lib -> usr/lib", "usr/lib/ld.so 0755"));

    @Test
    void textThatBeginsWithAnAtIsNoTemplate() {
        Composition composition = new Compose().yaml("files: [{path: etc/crontab, contents: '@reboot date'}]");

        assertThat(Compose.text(composition, "etc/crontab")).isEqualTo("@reboot date");
    }

    @Test
    void aScriptWithCarriageReturnsIsToldOf() {
        Composition composition =
                new Compose().yaml("files: [{path: etc/init.d/x, mode: '0755', contents: \"#!/bin/sh\\r\\n\"}]");

        assertThat(composition.warnings())
                .anyMatch(line -> line.startsWith("linuxkit.yml:1:16: files[0].path: 'etc/init.d/x' is a script with"));
    }

    @Test
    void aFileBringsItsParentsWithItsOwnerAndMode() {
        Composition composition =
                compose.yaml("files: [{path: /a/b/c, contents: text, mode: \"0640\", uid: 1, gid: 2}]");

        assertThat(TreeText.lines(composition.tree()))
                .containsExactly(
                        "d 0750 1:2 - a",
                        "d 0750 1:2 - a/b",
                        "f 0640 1:2 982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1 a/b/c");
        assertThat(composition.tree().entries())
                .allMatch(entry -> entry.origin().equals(new Origin("linuxkit.files", "files[0]")));
    }

    @Test
    void eachParentIsWrittenOnceByTheFirstThatNeedsIt() {
        Composition composition = compose.yaml(
                "files:",
                "  - {path: etc/a, contents: a, mode: \"0644\"}",
                "  - {path: etc/b, contents: b}",
                "  - {path: etc/sub, directory: true, mode: \"0711\"}",
                "  - {path: etc/sub/c, symlink: ../a}");

        assertThat(TreeText.lines(composition.tree()))
                .contains("d 0755 0:0 - etc", "d 0711 0:0 - etc/sub", "l 0600 0:0 ../a etc/sub/c");
    }

    @Test
    void aDirectoryThatBecomesNarrowerIsToldOfWhereSomebodyElseThanRootMeetsIt() {
        String service = "services: [{name: s, image: init, uid: 7, command: [/e/x], binds: [\"/etc:/e\"]}]";
        Composition composition =
                compose.yaml("init: [init]", service, "files:", "  - {path: etc/docker/daemon.json, contents: x}");

        assertThat(TreeText.lines(composition.tree())).contains("d 0700 0:0 - etc");
        assertThat(composition.warnings())
                .singleElement()
                .asString()
                .startsWith("linuxkit.yml:4:5: files[0]: 'etc' becomes 0700, it was 0755 in init[0]")
                .contains(
                        "the container 's', which runs as user 7, cannot enter it",
                        "{path: etc, directory: true, mode: \"0755\"}")
                .doesNotContain("\n");
    }

    @Test
    void aDirectoryThatOnlyRootMeetsIsNotToldOf() {
        String file = "files: [{path: etc/docker/daemon.json, contents: x}]";

        assertThat(compose.yaml("init: [init]", file).warnings()).isEmpty();
        for (String settings : List.of("binds: [\"/etc:/e\"]", "uid: 7, binds: [\"/etc/docker:/e\"]")) {
            String service = "services: [{name: s, image: init, command: [/e/x], " + settings + "}]";
            assertThat(compose.yaml("init: [init]", service, file).warnings()).isEmpty();
        }
    }

    @Test
    void theRemedyThatTheWarningNamesWorks() {
        Composition composition = compose.yaml(
                "init: [init]",
                "services: [{name: s, image: init, uid: 7, command: [/e/x], binds: [\"/etc:/e\"]}]",
                "files:",
                "  - {path: etc, directory: true, mode: \"0755\"}",
                "  - {path: etc/docker/daemon.json, contents: x}");

        assertThat(TreeText.lines(composition.tree())).contains("d 0755 0:0 - etc", "d 0700 0:0 - etc/docker");
        assertThat(composition.warnings()).isEmpty();
    }

    @Test
    void aPathMayGoThroughALinkOfAnImage() {
        Composition composition =
                compose.yaml("init: [init]", "files: [{path: lib/firmware/f, contents: x, mode: \"0644\"}]");

        assertThat(TreeText.paths(composition.tree()))
                .contains("lib -> usr/lib", "usr/lib/firmware/f", "usr/lib/ld.so");
    }

    @Test
    void sourcesAreFilesOfTheBuildingMachine() {
        Composition composition = compose.source("conf/a.txt", "from outside")
                .yaml("files:", "  - {path: a, source: conf/a.txt}", "  - {path: b, source: none, optional: true}");

        assertThat(Compose.text(composition, "a")).isEqualTo("from outside");
        assertThat(composition.tree().find("b")).isEmpty();
    }

    @Test
    void aMissingSourceIsRefused() {
        assertThatThrownBy(() -> compose.yaml("files: [{path: a, source: gone.txt}]"))
                .isInstanceOf(SourceFileMissing.class)
                .hasMessageStartingWith("linuxkit.yml:1:27: files[0].source: there is no file 'gone.txt'")
                .hasMessageContaining("optional: true");
    }

    @Test
    void ownersMayBeContainers() {
        Composition composition = compose.yaml(
                "onboot: [{name: first, image: init, command: [x]}]",
                "services: [{name: second, image: init, command: [x]}]",
                "files: [{path: a, contents: x, uid: second, gid: first}]");

        assertThat(composition.tree().find("a").map(Entry::attributes).orElseThrow())
                .matches(attributes -> attributes.uid() == 101 && attributes.gid() == 100);
    }
}
