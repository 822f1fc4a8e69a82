package dev.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.tree.Entry;
import dev.slipway.tree.Origin;
import org.junit.jupiter.api.Test;

class InitStageTest {
    @Test
    void imagesLieOverOneAnotherInTheirOrder() {
        Composition composition = new Compose()
                .image("a", TreeText.tree("bin/sh 0755 =a", "init 0755", "etc/hostname 0644"))
                .image("b", TreeText.tree("bin/sh 0755 =b"))
                .yaml("init: [a, b]");

        assertThat(Compose.text(composition, "bin/sh")).isEqualTo("b");
        assertThat(TreeText.paths(composition.tree()))
                .contains("init", "etc/resolv.conf -> /run/resolvconf/resolv.conf")
                .doesNotContain("etc/hostname");
        assertThat(composition.tree().find("init").map(Entry::origin))
                .contains(new Origin("docker.io/library/a", "init[0]"));
    }

    @Test
    void aFirstProgramThatCannotRunIsRefused() {
        Compose compose = new Compose().image("a", TreeText.tree("real 0755 =#!/bin/sh\r\n", "init -> /real"));

        assertThatThrownBy(() -> compose.yaml("init: [a]"))
                .isInstanceOf(SystemCannotStart.class)
                .hasMessageStartingWith("linuxkit.yml:1:8: init[0]: '/init', with which the system starts, is a script")
                .hasMessageContaining("panic");
    }

    @Test
    void packageDatabasesAreJoined() {
        Composition composition = new Compose()
                .image("a", TreeText.tree("lib/apk/db/installed 0600 =P:a"))
                .image("b", TreeText.tree("bin/b 0755"))
                .image("c", TreeText.tree("lib/apk/db/installed 0600 =P:c"))
                .yaml("init: [a, b, c]");

        assertThat(Compose.text(composition, "lib/apk/db/installed")).isEqualTo("P:a\n\nP:c\n\n");
        Entry database = composition.tree().find("lib/apk/db/installed").orElseThrow();
        assertThat(database.origin()).isEqualTo(new Origin("LINUXKIT.apkinit", "init"));
        assertThat(database.attributes().mode()).isEqualTo(0644);
    }

    @Test
    void aSinglePackageDatabaseStaysAsItIs() {
        Composition composition = new Compose()
                .image("a", TreeText.tree("lib/apk/db/installed 0600 =P:a"))
                .yaml("init: [a]");

        assertThat(Compose.text(composition, "lib/apk/db/installed")).isEqualTo("P:a");
    }

    @Test
    void twoUsesOfOneImageShareNoInode() {
        Compose compose = new Compose().image("a", TreeText.tree("x/f 0644"));
        Composition composition =
                compose.yaml("init: [a]", "onboot: [{name: c, image: a}]", "volumes: [{name: v, image: a}]");

        assertThat(composition.tree().entries().stream()
                        .filter(entry -> entry.path().endsWith("x/f"))
                        .map(entry -> ((dev.slipway.tree.Node.RegularFile) entry.node()).inode()))
                .hasSize(3)
                .doesNotHaveDuplicates();
    }
}
