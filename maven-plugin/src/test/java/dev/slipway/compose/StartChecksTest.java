package dev.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.compose.program.TestElf;
import dev.slipway.content.Content;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreeBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails at boot for certain is said at build time, with its line; what may work is not. */
class StartChecksTest {
    private static final String LOADER = "/lib64/ld-linux-x86-64.so.2";

    private final Compose compose = new Compose()
            .image("base", TreeText.tree("init 0755 =i", "etc/resolv.conf -> /run/resolv.conf", "opt/data/a 0644"))
            .image("app", TreeText.tree("bin/run 0755 =r", "etc/app/ 0755"));

    @Test
    void aMissingProgramIsSaidWhereItWasNamed() {
        assertThat(warnings("app, command: [/usr/bin/gone]"))
                .containsExactly(
                        "linuxkit.yml:2:44: services[0].command: there is no program '/usr/bin/gone' in the image, so the"
                                + " container cannot start. Correct the command, or put the program into the image");
        assertThat(warnings("app, command: [gone], env: [\"PATH=/a:b:/c\"]"))
                .singleElement()
                .asString()
                .contains("no program 'gone' in the image", "looked for in /a/gone, /c/gone.");
        compose.image("empty", FileTree.EMPTY, "", Map.of(), "serve");
        assertThat(warnings("empty"))
                .singleElement()
                .asString()
                .startsWith("linuxkit.yml:2:30: services[0].image: there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command: [run]",
                "command: [./run], cwd: /bin",
                "command: [/gone/x], binds: [\"/opt/data:/gone\"]",
                "command: [/proc/self/exe]",
                "command: [x], tmpfs: [/usr]",
                "command: [/x/y], runtime: {mounts: [{type: tmpfs, source: t, destination: x}]}"
            })
    void whatIsThereOrMayBeMountedIsNot(String settings) {
        assertThat(warnings("app, " + settings)).isEmpty();
    }

    @Test
    void aFileThatMayNotBeExecutedIsSaid() {
        compose.image("plain", TreeText.tree("bin/run 0644 =r"));
        assertThat(warnings("plain")).singleElement().asString().contains("is not executable: its mode is 0644");
    }

    @Test
    void aScriptNeedsItsInterpreter() {
        compose.image("script", TreeText.tree("bin/run 0755 =#! /bin/bash -e\n"));
        assertThat(warnings("script"))
                .singleElement()
                .asString()
                .contains("'run', which the container runs, is a script for '/bin/bash', which is not in the image");
        compose.image("env", TreeText.tree("bin/run 0755 =#!/usr/bin/env python3\n", "usr/bin/env 0755 =e"));
        assertThat(warnings("env")).singleElement().asString().contains("a script for 'python3'");
        compose.image("both", TreeText.tree("bin/run 0755 =#!/bin/sh\n", "bin/sh -> box", "bin/box 0755 =b"));
        assertThat(warnings("both")).isEmpty();
    }

    @Test
    void aProgramNeedsItsLoaderAndItsLibrariesAndTheirs() {
        compose.image("jq", tree("bin/run", TestElf.program(LOADER, "libjq.so.1", "libc.so.6")));
        assertThat(warnings("jq"))
                .singleElement()
                .asString()
                .contains("'run', which the container runs, needs " + LOADER
                        + ", libc.so.6, libjq.so.1, which are not in the image. Take the package of each");
        compose.image(
                "jq",
                tree(
                        "bin/run",
                        TestElf.program(LOADER, "libjq.so.1", "libc.so.6"),
                        LOADER.substring(1),
                        TestElf.library(),
                        "lib/x86_64-linux-gnu/libc.so.6",
                        TestElf.library("ld-linux-x86-64.so.2"),
                        "opt/odd/libjq.so.1",
                        TestElf.library("libonig.so.5")));
        assertThat(warnings("jq")).singleElement().asString().contains("needs libonig.so.5, which is not in the image");
        assertThat(warnings("jq, binds: [\"/opt/data:/usr/lib/more\"]")).isEmpty();
        assertThat(warnings("jq, binds: [\"/opt/data:/etc/app\"]")).hasSize(1);
    }

    @Test
    void aLibraryThatIsOnlyALinkIsMissingAndMuslsLoaderIsMuslsLibraries() {
        TreeBuilder tree = new TreeBuilder(
                tree("bin/run", TestElf.program("/lib/ld-musl-x86_64.so.1", "libc.so", "libz.so.1")), 0);
        tree.put(TreeText.entry("usr/lib/libz.so.1", 0777, new Node.Symlink("libz.so.1.2.13")));
        tree.put(TreeText.entry("lib/ld-musl-x86_64.so.1", 0755, file(TestElf.library(), "ld")));
        compose.image("musl", tree.build());
        assertThat(warnings("musl")).singleElement().asString().contains("needs libz.so.1, which is not");
    }

    @Test
    void programsOfTheRootNeedTheirLibrariesToo() {
        compose.image("tool", tree("usr/sbin/tool", TestElf.program(LOADER, "libx.so.1")));
        assertThat(compose.yaml("init: [base, tool]").warnings())
                .containsExactly("linuxkit.yml:1:14: init[1]: '/usr/sbin/tool' cannot run: the system has no " + LOADER
                        + ", libx.so.1. Take the package of each into an image of  init");
        compose.image("libraries", tree(LOADER.substring(1), TestElf.library(), "lib/libx.so.1", TestElf.library()));
        assertThat(compose.yaml("init: [base, tool, libraries]").warnings()).isEmpty();
    }

    @Test
    void aRelativeDirectoryBecomesAbsoluteAndIsToldOf() {
        Composition composition = compose.yaml("services: [{name: s, image: app, cwd: srv/www}]");
        assertThat(Compose.text(composition, "containers/services/s/config.json"))
                .contains("\"cwd\": \"/srv/www\"");
        assertThat(composition.warnings())
                .singleElement()
                .asString()
                .startsWith("linuxkit.yml:1:39: services[0].cwd: the working directory 'srv/www' is not absolute");
        compose.labelled("label", "{\"cwd\": \"x\"}");
        assertThat(warnings("label, command: [/run/x], tmpfs: [/run]"))
                .singleElement()
                .asString()
                .startsWith(
                        "label org.mobyproject.config of docker.io/library/label:1:9: cwd: the working directory 'x'");
    }

    @Test
    void aReadOnlyContainerHasTheTargetsOfItsMounts() {
        assertThat(warnings("app, readonly: true, binds: [\"/opt/data:/data\"], tmpfs: [/tmp]"))
                .containsExactly(
                        "linuxkit.yml:2:59: services[0].binds[0]: there is no '/data' in the image to mount on, and the"
                                + " container is read-only, so it cannot start. Put it into the image, or remove  readonly: true",
                        "linuxkit.yml:2:87: services[0].tmpfs[0]: there is no '/tmp' in the image to mount on, and the"
                                + " container is read-only, so it cannot start. Put it into the image, or remove  readonly: true");
        assertThat(warnings("app, binds: [\"/opt/data:/data\"]")).isEmpty();
        assertThat(warnings("app, readonly: true, binds: [\"/opt/data:/etc/app\", \"/opt/data:/dev/x\"]"))
                .isEmpty();
    }

    @Test
    void aMountOfTypeBindNeedsTheOption() {
        String mount = "mounts: [{type: bind, source: /opt/data, destination: /d%s}]";
        assertThat(warnings("app, " + mount.formatted("")))
                .singleElement()
                .asString()
                .contains("services[0].mounts[0]: a mount of type bind needs the option", "options: [rbind]");
        assertThat(warnings("app, " + mount.formatted(", options: [ro, bind]"))).isEmpty();
        Composition volume = compose.yaml(
                "volumes: [{name: v}]",
                "services: [{name: s, image: app, mounts: [{type: bind, source: v, destination: /v, options: [ro]}]}]");
        assertThat(volume.warnings()).isEmpty();
        assertThat(Compose.text(volume, "containers/services/s/config.json"))
                .containsSubsequence("/containers/volumes/v/merged", "\"ro\",", "\"rbind\"");
    }

    @Test
    void theSourceOfABindMustComeFromSomewhere() {
        assertThat(warnings("app, binds: [\"/opt/date:/d\", \"/var/lib/app:/v\"]"))
                .containsExactly(
                        "linuxkit.yml:2:43: services[0].binds[0]: nothing in this system makes '/opt/date', so the container"
                                + " cannot start. Add it to  files,  or correct the path",
                        "linuxkit.yml:2:59: services[0].binds[1]: nothing in this system makes '/var/lib/app', so the container"
                                + " cannot start. /var is empty after each boot; add:  runtime: {mkdir: [\"/var/lib/app\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "binds: [\"/etc/resolv.conf:/etc/resolv.conf\", \"/run/x:/x\", \"/dev:/dev\", \"/var/log:/l\", \"/var/lib:/v\"]",
                "binds: [\"/var/lib/app:/v\"], runtime: {mkdir: [/var/lib/app/deep]}",
                "binds: [\"/var/lib/app/x:/v\"], runtime: {mounts: [{type: ext4, source: /dev/sda, destination: /var/lib/app}]}",
                "binds: [\"/mnt/disk:/d\", \"/:/host\"]",
                "binds: [\"/var/ns/net:/n\"], runtime: {bindNS: {net: /var/ns/net}}"
            })
    void whatSomethingMayMakeIsNotToldOf(String settings) {
        assertThat(warnings("app, " + settings)).isEmpty();
    }

    @Test
    void scriptsOfOnesOwnMayMakeAnything() {
        compose.image("scripted", TreeText.tree("etc/init.d/030-mine 0755 =#!/bin/sh\n"));
        String service = "services: [{name: s, image: app, binds: [\"/data:/d\"]}]";
        assertThat(compose.yaml("init: [scripted]", service).warnings()).isEmpty();
        assertThat(compose.yaml("init: [base]", service).warnings()).hasSize(1);
        assertThat(compose.yaml(service).warnings()).isEmpty();
    }

    private List<String> warnings(String settings) {
        return compose.yaml("init: [base]", "services: [{name: c, image:  " + settings + "}]")
                .warnings();
    }

    private static FileTree tree(Object... pathsAndContents) {
        TreeBuilder tree = new TreeBuilder(0);
        for (int i = 0; i < pathsAndContents.length; i += 2) {
            String path = (String) pathsAndContents[i];
            Entry entry = TreeText.entry(path, 0755, file((Content) pathsAndContents[i + 1], path));
            tree.put(entry);
        }
        return tree.build();
    }

    private static Node file(Content content, String name) {
        return new Node.RegularFile(content, name);
    }
}
