package dev.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.tree.FileTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigJsonTest {
    private final Compose compose = new Compose().image("app", FileTree.EMPTY, "", Map.of(), "sh", "-c", "a<b");

    @Test
    void theSmallestContainer() {
        assertThat(config("app"))
                .startsWith(
                        """
                        {
                            "ociVersion": "1.2.1",
                            "process": {
                                "user": {
                                    "uid": 0,
                                    "gid": 0
                                },
                                "args": [
                                    "sh",
                                    "-c",
                                    "a\\u003cb"
                                ],
                                "env": [
                                    "A=b"
                                ],
                                "cwd": "/",
                                "capabilities": {}
                            },
                            "root": {
                                "path": "rootfs"
                            },
                            "mounts": [
                        """)
                .endsWith(
                        """
                            ],
                            "linux": {
                                "resources": {},
                                "namespaces": [
                                    {
                                        "type": "pid"
                                    },
                                    {
                                        "type": "mount"
                                    }
                                ]
                            }
                        }""");
    }

    @Test
    void yamlAndLabelTogether() {
        compose.labelled(
                "labelled",
                "{\"capabilities\":[\"CAP_NET_ADMIN\"],\"binds\":[\"/a:/b\"],\"readonly\":true,\"uid\":5,"
                        + "\"devices\":[{\"path\":\"all\",\"type\":\"b\",\"major\":0,\"minor\":0}]}");
        String config = compactConfig(
                "labelled",
                "capabilities.add: [CAP_NET_ADMIN, CAP_CHOWN]",
                "binds.add: [\"/etc/resolv.conf:/etc/resolv.conf:ro\"]",
                "tmpfs: [/tmp, \"/x:size=1M,mode=700\"]",
                "rlimits: [\"nofile,100,unlimited\"]",
                "additionalGids: [c, 7]",
                "gid: c",
                "net: new",
                "oomScoreAdj: 0",
                "annotations: {k: v}",
                "resources: {memory: {limit: 5}}",
                "devices: [{path: /dev/console, type: c, major: 5, minor: 1, mode: \"0666\"}]");

        assertThat(config)
                .contains("\"user\":{\"uid\":5,\"gid\":100,\"additionalGids\":[100,7]}")
                .contains("\"bounding\":[\"CAP_CHOWN\",\"CAP_NET_ADMIN\"]")
                .contains("\"effective\":[\"CAP_NET_ADMIN\",\"CAP_NET_ADMIN\",\"CAP_CHOWN\"]")
                .contains("\"rlimits\":[{\"type\":\"RLIMIT_NOFILE\",\"hard\":18446744073709551615,\"soft\":100}]")
                .contains("\"oomScoreAdj\":0}")
                .contains("\"root\":{\"path\":\"rootfs\",\"readonly\":true}")
                .contains("{\"destination\":\"/tmp\",\"type\":\"tmpfs\",\"source\":\"tmpfs\"}")
                .contains("\"options\":[\"size=1M\",\"mode=700\"]")
                .contains("],\"annotations\":{\"k\":\"v\"},\"linux\":{")
                .contains("\"resources\":{\"devices\":[{\"allow\":true,\"type\":\"c\",\"major\":5,\"minor\":1,"
                        + "\"access\":\"rwm\"}],\"memory\":{\"limit\":5}}")
                .contains("\"namespaces\":[{\"type\":\"network\"},{\"type\":\"pid\"},{\"type\":\"mount\"}]")
                .contains("\"fileMode\":438");
    }

    @Test
    void whatIsWrittenEmptyWinsOverTheLabel() {
        compose.labelled(
                "labelled",
                "{\"capabilities\":[\"all\"],\"binds\":[\"/a:/b\"],\"readonly\":true,\"uid\":5,\"env\":[\"X=y\"]}");

        assertThat(compactConfig("labelled", "capabilities: []", "binds: []", "readonly: false", "uid: 0", "env: []"))
                .contains("\"capabilities\":{}", "\"uid\":0", "\"root\":{\"path\":\"rootfs\"}")
                .doesNotContain("\"/b\"", "\"env\"");
    }

    @Test
    void theRestOfTheProcessAndOfLinux() {
        assertThat(compactConfig(
                        "app",
                        "noNewPrivileges: true",
                        "cwd: /srv",
                        "command: [one]",
                        "env: [Z=1]",
                        "hostname: box",
                        "sysctl: {b: \"2\", a: \"1\"}",
                        "cgroupsPath: /g",
                        "rootfsPropagation: shared",
                        "maskedPaths: [/m]",
                        "readonlyPaths: [/r]",
                        "uidMappings: [{hostID: 1000, containerID: 0, size: 10}]",
                        "gidMappings: [{hostID: 2000, containerID: 1, size: 20}]"))
                .contains(
                        "\"args\":[\"one\"],\"env\":[\"Z=1\"],\"cwd\":\"/srv\",\"capabilities\":{},\"noNewPrivileges\":true}")
                .contains("\"root\":{\"path\":\"rootfs\"},\"hostname\":\"box\",\"mounts\":[")
                .contains("\"linux\":{\"uidMappings\":[{\"containerID\":0,\"hostID\":1000,\"size\":10}],"
                        + "\"gidMappings\":[{\"containerID\":1,\"hostID\":2000,\"size\":20}],"
                        + "\"sysctl\":{\"a\":\"1\",\"b\":\"2\"},\"resources\":{},\"cgroupsPath\":\"/g\",")
                .endsWith("],\"rootfsPropagation\":\"shared\",\"maskedPaths\":[\"/m\"],\"readonlyPaths\":[\"/r\"]}}");
    }

    @Test
    void runtimeJsonHasAllKeysAlways() {
        Composition composition = compose.yaml("services: [{name: c, image: app, readonly: true}]");

        assertThat(compact(Compose.text(composition, "containers/services/c/runtime.json")))
                .isEqualTo("{\"cgroups\":[],\"mounts\":[{\"destination\":\"/containers/services/c/rootfs\","
                        + "\"source\":\"/containers/services/c/rootfs\",\"options\":[\"bind\"]}],\"mkdir\":[],"
                        + "\"interfaces\":[],\"bindNS\":{\"cgroup\":\"\",\"ipc\":\"\",\"mnt\":\"\",\"net\":\"\","
                        + "\"pid\":\"\",\"user\":\"\",\"uts\":\"\"},\"namespace\":\"\"}");
    }

    @Test
    void runtimeJsonTakesFieldByFieldFromYamlAndLabel() {
        compose.labelled("labelled", "runtime: {mkdir: [/l], cgroups: [l], bindNS: {net: /l, ipc: /l}}");
        Composition composition = compose.yaml(
                "services:",
                "  - name: c",
                "    image: labelled",
                "    readonly: true",
                "    runtime:",
                "      mkdir: [/y]",
                "      bindNS: {net: /y}",
                "      namespace: mine",
                "      mounts: [{type: bind, source: /s, destination: /d, options: [rw]}]",
                "      interfaces: [{name: eth0}, {name: v0, add: veth, peer: v1, createInRoot: true}]");

        assertThat(compact(Compose.text(composition, "containers/services/c/runtime.json")))
                .contains("\"cgroups\":[\"l\"]", "\"mkdir\":[\"/y\"]", "\"namespace\":\"mine\"")
                .contains("\"bindNS\":{\"cgroup\":\"\",\"ipc\":\"/l\",\"mnt\":\"\",\"net\":\"/y\"")
                .contains("\"options\":[\"bind\"]},{\"destination\":\"/d\",\"type\":\"bind\",\"source\":\"/s\","
                        + "\"options\":[\"rw\"]}]")
                .contains("\"interfaces\":[{\"name\":\"eth0\",\"createInRoot\":false},"
                        + "{\"name\":\"v0\",\"add\":\"veth\",\"peer\":\"v1\",\"createInRoot\":true}]");
    }

    private String config(String image, String... settings) {
        String all = settings.length == 0 ? "" : "\n    " + String.join("\n    ", settings);
        Composition composition = compose.yaml("services:\n  - name: c\n    image: " + image + all);
        return Compose.text(composition, "containers/services/c/config.json");
    }

    private String compactConfig(String image, String... settings) {
        return compact(config(image, settings));
    }

    private static String compact(String json) {
        return json.replaceAll("\n *", "").replace("\": ", "\":");
    }
}
