package dev.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.tree.FileTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerStageTest {
    private final Compose compose =
            new Compose().image("app", TreeText.tree("bin/run 0755", "bin/app 0755", "tmp/ 1777"));

    @Test
    void onbootIsNumberedAndServicesAreNot() {
        Composition composition = compose.yaml(
                "onboot: [{name: a, image: app}, {name: a, image: app}]",
                "onshutdown: [{name: z, image: app}]",
                "services: [{name: s, image: app}]");

        assertThat(composition.tree().entries())
                .extracting(entry -> entry.path())
                .contains(
                        "containers/onboot/000-a/config.json",
                        "containers/onboot/001-a/config.json",
                        "containers/onshutdown/000-z/config.json",
                        "containers/services/s/config.json");
    }

    @Test
    void theFirstOfAnImageUnpacksItAndTheOthersUseThat() {
        Composition composition = compose.yaml(
                "onboot: [{name: a, image: app, readonly: true}]",
                "services: [{name: rw, image: app}, {name: ro, image: docker.io/library/app, readonly: true}]");

        assertThat(TreeText.paths(composition.tree()).stream().filter(path -> path.endsWith("bin/app")))
                .containsExactly("containers/onboot/000-a/rootfs/bin/app");
        assertThat(Compose.text(composition, "containers/services/rw/runtime.json"))
                .contains("lowerdir=/containers/onboot/000-a/rootfs")
                .contains("upperdir=/containers/services/rw/tmp/upper");
        assertThat(Compose.text(composition, "containers/services/ro/runtime.json"))
                .contains("\"source\": \"/containers/onboot/000-a/rootfs\"");
        assertThat(TreeText.paths(composition.tree()))
                .contains(
                        "containers/services/rw/tmp/",
                        "containers/services/rw/rootfs/",
                        "containers/services/ro/rootfs/")
                .doesNotContain("containers/services/ro/tmp/");
    }

    @Test
    void yamlWinsOverTheLabelAndAddedListsExtendIt() {
        compose.labelled(
                "labelled",
                "{\"capabilities\": [\"CAP_NET_ADMIN\"], \"binds\": [\"/a:/b\"], \"pid\": \"host\", \"uid\": 5}");
        String config = config("labelled, pid: new, capabilities.add: [CAP_CHOWN], binds.add: [\"/c:/d\"]");

        assertThat(config)
                .contains("\"uid\": 5", "CAP_NET_ADMIN", "CAP_CHOWN", "\"source\": \"/a\"", "\"source\": \"/c\"")
                .contains("\"type\": \"pid\"");
    }

    @Test
    void aWrongLabelIsRefusedAtItsPlaceInTheLabel() {
        compose.labelled("labelled", "{\"readonly\": \"yes\"}");

        assertThatThrownBy(() -> config("labelled"))
                .hasMessageContaining("label org.mobyproject.config of docker.io/library/labelled:1:14")
                .hasMessageContaining("readonly");
    }

    @Test
    void aUserOfALabelMustBeAContainerToo() {
        compose.labelled("labelled", "uid: nobody");

        assertThatThrownBy(() -> config("labelled"))
                .isInstanceOf(UnknownId.class)
                .hasMessageStartingWith("label org.mobyproject.config of docker.io/library/labelled:1:6: uid: ")
                .hasMessageContaining("root, c");
    }

    @Test
    void volumesAreFoundInBindsAndMountsAndLabels() {
        compose.labelled("labelled", "binds: [\"data:/label\"]");
        Composition composition = compose.yaml(
                "volumes: [{name: data}]",
                "services:",
                "  - {name: a, image: app, binds: [\"data:/x\"], mounts: [{type: bind, source: data, destination: /y}]}",
                "  - {name: b, image: labelled}");

        assertThat(Compose.text(composition, "containers/services/a/config.json"))
                .containsSubsequence(
                        "\"destination\": \"/x\"", "/containers/volumes/data/merged",
                        "\"destination\": \"/y\"", "/containers/volumes/data/merged");
        assertThat(Compose.text(composition, "containers/services/b/config.json"))
                .contains("\"source\": \"/containers/volumes/data/merged\"");
    }

    @Test
    void aLabelMayNotWriteToAReadOnlyVolume() {
        compose.labelled("labelled", "binds: [\"data:/x\"]");

        assertThatThrownBy(() -> compose.yaml(
                        "volumes: [{name: data, readonly: true}]", "services: [{name: c, image: labelled}]"))
                .isInstanceOf(VolumeIsReadOnly.class)
                .hasMessageContaining("docker.io/library/labelled:1:9: binds[0]: the volume 'data' is read-only");
    }

    @Test
    void mountNamesInLabelsThatAreNoVolumesStay() {
        compose.labelled("labelled", "binds: [\"rootfs/etc:/x\"]");

        assertThat(config("labelled")).contains("\"source\": \"rootfs/etc\"");
    }

    @Test
    void anIgnoredUserIsToldOf() {
        compose.image("other", TreeText.tree("bin/run 0755"), "nobody", Map.of(), "run");

        assertThat(warnings("other")).singleElement().asString().contains("linuxkit.yml:1:30", "'nobody'", "uid: ");
        assertThat(warnings("other, uid: 1")).isEmpty();
    }

    @Test
    void aContainerWithNothingToRunIsToldOf() {
        compose.image("data", FileTree.EMPTY, "", Map.of());

        assertThat(warnings("data")).singleElement().asString().contains("cannot start", "command:");
        assertThat(warnings("data, command: [sh], binds: [\"/bin:/bin\"]")).isEmpty();
    }

    @Test
    void aHostnameWithoutANamespaceForItIsToldOf() {
        assertThat(warnings("app, hostname: h"))
                .singleElement()
                .asString()
                .startsWith("linuxkit.yml:1:45: services[0].hostname: ")
                .endsWith("uts: new");
        assertThat(warnings("app, hostname: h, uts: host")).hasSize(1);
        assertThat(warnings("app, hostname: h, uts: new")).isEmpty();
        assertThat(warnings("app, hostname: h, uts: /run/utsns/a")).isEmpty();
    }

    @Test
    void aScriptThatCannotRunIsToldOfWhereItWasNamed() {
        compose.image("dos", TreeText.tree("bin/run 0755 =#!/bin/sh\r\n"), "", Map.of(), "/bin/run");

        assertThat(warnings("dos"))
                .singleElement()
                .asString()
                .contains("linuxkit.yml:1:30", "'/bin/run', which the container runs, is a script", "CRLF");
        assertThat(warnings("dos, command: [run], env: [PATH=/bin]"))
                .singleElement()
                .asString()
                .contains("linuxkit.yml:1:44", "'run'");
        assertThat(warnings("dos, command: [/bin/other]"))
                .singleElement()
                .asString()
                .contains("no program '/bin/other'");
    }

    private String config(String settings) {
        Composition composition = compose.yaml("services: [{name: c, image: " + settings + "}]");
        return Compose.text(composition, "containers/services/c/config.json");
    }

    private List<String> warnings(String settings) {
        return compose.yaml("services: [{name: c, image:  " + settings + "}]").warnings();
    }
}
