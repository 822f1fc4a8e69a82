package dev.slipway.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.problem.Problem;
import dev.slipway.spec.container.Bind;
import dev.slipway.spec.container.ContainerSettings;
import dev.slipway.spec.container.Id;
import dev.slipway.spec.container.IdMapping;
import dev.slipway.spec.container.ImageField;
import dev.slipway.spec.container.Resources;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LinuxKitTest {
    private static LinuxKit parse(String... texts) {
        return LinuxKit.parse(Stream.iterate(0, i -> i < texts.length, i -> i + 1)
                .map(i -> new SpecText((char) ('a' + i) + ".yml", texts[i]))
                .toList());
    }

    @Test
    void severalFilesAreMergedFromLeftToRight() {
        LinuxKit spec = parse(
                """
                kernel: {image: "k:1", cmdline: quiet, binary: bzImage}
                init: [i1]
                services: [{name: a, image: x}]
                volumes: [{name: v}]
                """,
                """
                kernel: {image: "k:2", cmdline: "", tar: none}
                init: [i2]
                onboot: [{name: o, image: y}]
                services: [{name: b, image: x, binds: ["v:/v"]}]
                """);
        assertThat(spec.images()).extracting(ImageField::text).containsExactly("k:2", "i1", "i2", "y", "x", "x");
        assertThat(spec.kernel().cmdline()).isEqualTo("quiet");
        assertThat(spec.kernel().binaryPath()).isEqualTo("bzImage");
        assertThat(spec.kernel().tarPath()).isEmpty();
        assertThat(spec.kernel().places().at("tar")).hasToString("b.yml:1:42: kernel.tar");
        assertThat(spec.kernel().places().at("binary")).hasToString("a.yml:1:48: kernel.binary");
        assertThat(spec.services().get(1).places().at("binds[0]")).hasToString("b.yml:4:40: services[0].binds[0]");
    }

    @Test
    void namesMustDifferInTheWholeOfTheFiles() {
        assertThatThrownBy(() -> parse(
                        "services: [{name: a, image: x}]\nvolumes: [{name: v}]",
                        "services: [{name: a, image: x}]\nvolumes: [{name: v}]"))
                .hasMessage(
                        """
                        b.yml: 2 errors
                          b.yml:1:19: services[0].name: there is a service 'a' already
                            The other one is at a.yml:1:19: services[0].name; give this one another name
                          b.yml:2:18: volumes[0].name: there is a volume 'v' already
                            The other one is at a.yml:2:18: volumes[0].name; give this one another name""");
    }

    @Test
    void errorsOfAllFilesAreToldAtOnce() {
        assertThatThrownBy(() -> parse("init: x", "kernal: {}"))
                .hasMessageContaining("a.yml, b.yml: 2 errors")
                .hasMessageContaining("a.yml:1:7: init")
                .hasMessageContaining("b.yml:1:1: kernal");
    }

    @Test
    void containersHaveNumbersFromAHundredOn() {
        LinuxKit spec = parse(
                """
                services: [{name: s, image: x}, {name: t, image: x}]
                onshutdown: [{name: d, image: x}]
                onboot: [{name: t, image: x}, {name: o, image: x, uid: s, gid: 7}]
                """);
        assertThat(Stream.of("o", "d", "s", "t", "root", "")
                        .map(name -> spec.idOf(new Id.OfContainer(name)).orElseThrow()))
                .containsExactly(101L, 102L, 103L, 104L, 0L, 0L);
        assertThat(spec.idOf(new Id.Number(7))).hasValue(7);
        assertThat(spec.idOf(new Id.OfContainer("nobody"))).isEmpty();
    }

    @Test
    void whatLinuxKitDropsSilentlyIsRead() {
        LinuxKit spec = parse(
                """
                services:
                  - name: s
                    image: x
                    disableOOMKiller: true
                    uidMappings: [{hostID: 1000, containerID: 1, size: 10}]
                    resources:
                      memory: {kernelTCP: 5}
                      blockIO: {leafWeight: 7}
                      hugepageLimits: [{pageSize: 2097152, limit: 1}, {pageSize: 1GB, limit: 2}, {pageSize: 65536, limit: 3}]
                """);
        ContainerSettings settings = spec.services().get(0).settings();
        Resources resources = Objects.requireNonNull(settings.control().resources());
        assertThat(resources.memory()).isEqualTo(new Resources.Memory(null, null, null, null, 5L, null, true));
        assertThat(resources.blockIo())
                .extracting(Resources.BlockIo::leafWeight)
                .isEqualTo(7);
        assertThat(resources.hugepageLimits())
                .extracting(Resources.HugepageLimit::pageSize)
                .containsExactly("2MB", "1GB", "64KB");
        assertThat(settings.namespaces().uidMappings()).containsExactly(new IdMapping(1000, 1, 10));
    }

    @Test
    void theEmptyTextIsNotAValueWhereAnotherWordSaysTheSame() {
        LinuxKit spec = parse(
                "services: [{name: s, image: x, net: '', cwd: '', cgroupsPath: ''}]\nkernel: {image: ''}\nvolumes: [{name: v, image: ''}]");
        ContainerSettings settings = spec.services().get(0).settings();
        assertThat(settings.namespaces().net()).isNull();
        assertThat(settings.process().cwd()).isNull();
        assertThat(settings.control().cgroupsPath()).isEmpty();
        assertThat(spec.images()).hasSize(1);
    }

    @Test
    void whatTheYamlSaysWinsOverTheLabelEvenIfEmpty() {
        ContainerSettings label = ContainerSettings.parseLabel(
                """
                {"capabilities": ["CAP_CHOWN"], "binds": ["/a:/b"], "net": "new", "readonly": true, "uid": 5,
                 "sysctl": {"a": "1"}, "runtime": {"mkdir": ["/x"], "bindNS": {"net": "/n", "ipc": "/i"}}}""",
                "nginx:1");
        ContainerSettings yaml = parse(
                        """
                        services:
                          - name: s
                            image: x
                            capabilities: []
                            capabilities.add: [CAP_KILL]
                            binds.add: ["/c:/d:ro"]
                            net: ""
                            uid: 0
                            sysctl: {b: "2"}
                            runtime: {bindNS: {net: ""}, cgroups: []}
                        """)
                .services()
                .get(0)
                .settings();
        ContainerSettings both = yaml.over(label);
        assertThat(both.privileges().capabilities()).isEmpty();
        assertThat(both.filesystem().binds()).extracting(Bind::toString).containsExactly("/a:/b", "/c:/d:ro");
        assertThat(both.filesystem().readonly()).isTrue();
        assertThat(both.namespaces().net()).isEqualTo("new");
        assertThat(both.user().uid()).isEqualTo(new Id.Number(0));
        assertThat(both.control().sysctl()).containsExactlyEntriesOf(Map.of("b", "2"));
        assertThat(both.runtime().mkdir()).containsExactly("/x");
        assertThat(both.runtime().bindNs().net()).isEmpty();
        assertThat(both.runtime().bindNs().ipc()).isEqualTo("/i");
        assertThat(both.places().at("uid")).hasToString("a.yml:8:10: services[0].uid");
        assertThat(both.places().at("readonly")).hasToString("label org.mobyproject.config of nginx:1:1:79: readonly");
    }

    @Test
    void aWrongLabelIsToldWithItsImage() {
        assertThatThrownBy(() ->
                        ContainerSettings.parseLabel("{\"name\": \"x\", \"capabilities\": [\"CHOWN\"]}", "nginx:1"))
                .isInstanceOf(Problem.class)
                .hasMessage(
                        """
                        label org.mobyproject.config of nginx:1: 2 errors
                          label org.mobyproject.config of nginx:1:1:1: a label cannot set 'name'
                            Remove it from the label
                          label org.mobyproject.config of nginx:1:1:32: capabilities[0]: there is no capability 'CHOWN'
                            Did you mean CAP_CHOWN?""");
        assertThatThrownBy(() -> ContainerSettings.parseLabel("[]", "nginx:1"))
                .hasMessageContaining("expected a mapping, found a list");
        assertThat(ContainerSettings.parseLabel(" ", "nginx:1").process().command())
                .isNull();
    }
}
