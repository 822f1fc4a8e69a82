package dev.slipway.spec.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.spec.FileEntry.MetadataFormat;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.LinuxKitCases;
import dev.slipway.spec.SpecText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataTest {
    private static LinuxKit parse(String text) {
        return LinuxKit.parse(List.of(new SpecText("linuxkit.yml", text)));
    }

    private static String yaml(String text) {
        return Metadata.print(parse(text), MetadataFormat.YAML);
    }

    @Test
    void isByteForByteWhatLinuxKitWrites() throws IOException {
        Path folder = LinuxKitCases.named("14-files");
        LinuxKit spec = parse(Files.readString(folder.resolve("linuxkit.yml")));
        assertThat(Metadata.print(spec, MetadataFormat.YAML))
                .isEqualTo(Files.readString(folder.resolve("etc__linuxkit.yml")));
        assertThat(Metadata.print(spec, MetadataFormat.JSON))
                .isEqualTo(Files.readString(folder.resolve("etc__linuxkit.json")));
    }

    @Test
    void hasTheOrderOfLinuxKitsStructs() {
        String expected =
                """
                kernel:
                  image: docker.io/linuxkit/kernel:6
                  cmdline: console=ttyS0
                init: []
                onboot: []
                onshutdown: []
                services:
                - name: plain
                  image: docker.io/library/nginx:1.19.5-alpine
                  ambient:
                  - CAP_NET_RAW
                files:
                - path: etc/linuxkit.yml
                  directory: false
                  metadata: yaml
                  optional: false
                - path: /a/b
                  directory: false
                  contents: |
                    hi
                    yo
                  optional: false
                  mode: "0644"
                  uid: plain
                  gid: 3
                volumes:
                - name: v
                """;
        assertThat(
                        yaml(
                                """
                volumes: [{name: v}]
                files:
                  - {path: etc/linuxkit.yml, metadata: yaml}
                  - {gid: 3, uid: plain, mode: "0644", contents: "hi\\nyo\\n", path: /a/b}
                services: [{ambient: [CAP_NET_RAW], image: "nginx:1.19.5-alpine", name: plain}]
                kernel: {cmdline: console=ttyS0, image: "linuxkit/kernel:6"}
                """))
                .isEqualTo(expected);
    }

    /** LinuxKit counts the slashes; what the reference means is for locks and policies. */
    @ParameterizedTest
    @CsvSource({
        "nginx:1, docker.io/library/nginx:1",
        "linuxkit/init:v1, docker.io/linuxkit/init:v1",
        "a/b/c:v1, a/b/c:v1",
        "docker.io/a/b/c:v1, docker.io/a/b/c:v1",
        "index.docker.io/a/b, index.docker.io/a/b",
        "docker.io/nginx, docker.io/library/nginx",
        "Quay.io:443/a, Quay.io:443/a",
        "localhost/a, localhost/a",
        "maven:g:a:1, maven:g:a:1",
        "oci:./dir, oci:./dir"
    })
    void namesImagesAsLinuxKitDoes(String written, String printed) {
        assertThat(yaml("init: ['" + written + "']")).contains("- " + printed + "\n");
    }

    /** All keys at once; that it is read to the same again is what LinuxKit's own metadata does not manage. */
    private static final String EVERYTHING =
            """
            kernel:
              image: docker.io/linuxkit/kernel:6
              binary: bzImage
              tar: none
              ucode: intel.cpio
            init:
            - docker.io/linuxkit/init:1
            onboot: []
            onshutdown: []
            services:
            - name: all
              image: docker.io/library/busybox
              capabilities: []
              capabilities.add:
              - CAP_CHOWN
              ambient:
              - all
              mounts:
              - destination: /x
                type: bind
                source: /y
                options:
                - ro
                uidmappings: []
                gidmappings: []
              binds:
              - vol:/a:ro,nosuid
              binds.add: []
              devices:
              - path: all
                type: b
                major: 0
                minor: 0
              - path: /dev/console
                type: c
                major: 5
                minor: 1
                mode: "0666"
              tmpfs:
              - /tmp:size=1M
              command:
              - sh
              - -c
              - 'a: b'
              - "5"
              env:
              - A=b
              cwd: /
              net: new
              pid: host
              ipc: new
              uts: new
              userns: new
              hostname: box
              readonly: false
              maskedPaths:
              - /proc/kcore
              readonlyPaths:
              - /proc/sys
              uid: 0
              gid: all
              additionalGids:
              - 7
              - all
              noNewPrivileges: true
              oomScoreAdj: 0
              rootfsPropagation: ""
              cgroupsPath: /c
              resources:
                devices:
                - allow: true
                  type: c
                  major: 1
                  access: rw
                memory:
                  limit: -1
                  kernelTCP: 5
                  disableOOMKiller: true
                cpu:
                  shares: 18446744073709551615
                  realtimePeriod: 4
                  cpus: "0"
                pids:
                  limit: 50
                blockio:
                  weight: 10
                  weightDevice:
                  - major: 8
                    minor: 0
                    leafWeight: 3
                  throttleReadBpsDevice:
                  - major: 8
                    minor: 0
                    rate: 600
                hugepageLimits:
                - pageSize: 2MB
                  limit: 9
                network:
                  classID: 1
                  priorities:
                  - name: eth0
                    priority: 500
              sysctl:
                a.2: x
                a.10: "1"
              rlimits:
              - nofile,100,unlimited
              uidMappings:
              - containerID: 0
                hostID: 1000
                size: 10
              gidMappings: []
              annotations: {}
              runtime:
                cgroups:
                - a
                mkdir: []
                interfaces:
                - name: eth0
                  createInRoot: false
                bindNS:
                  net: /run/netns/a
                namespace: ns
            files: []
            volumes:
            - name: vol
              image: busybox
              readonly: true
              format: oci
              platforms:
              - linux/amd64
            """;

    @Test
    void isReadAgainToTheSame() {
        assertThat(yaml(EVERYTHING)).isEqualTo(EVERYTHING);
    }

    @Test
    void jsonIsReadAgainToTheSame() {
        String json = Metadata.print(
                parse(EVERYTHING
                        .replace("onboot: []\n", "")
                        .replace("onshutdown: []\n", "")
                        .replace("files: []\n", "")),
                MetadataFormat.JSON);
        String readable = json.replaceAll("    \"(onboot|onshutdown|files)\": null,\n", "");
        assertThat(readable).isNotEqualTo(json).contains("\"blockIO\": {\n", "\"bindNS\": {\n");
        assertThat(yaml(readable)).isEqualTo(EVERYTHING);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "a b; a b",
                "''; '''''' ",
                "yes; \"yes\"",
                "0644; \"0644\"",
                "1_0; \"1_0\"",
                "1.5; \"1.5\"",
                "4.9.x; 4.9.x",
                "12:30; \"12:30\"",
                "2017-04-18; \"2017-04-18\"",
                "~; \"~\"",
                "<<; <<",
                "-x; -x",
                "- x; '- x'",
                "a: b; 'a: b'",
                "a:b; a:b",
                "a #b; 'a #b'",
                "a#b; a#b",
                "#a; '#a'",
                "{a}; '{a}'",
                "it's; it's",
                "'it'; '''it'''",
                "*a; '*a'",
                "` a`; ' a'",
                "---; '---'",
                "/x,y; /x,y",
                "ä; ä",
                "a\tb; \"a\\tb\"",
                "\"q\"; '\"q\"'"
            })
    void textsAreQuotedAsYamlV2QuotesThem(String text, String printed) {
        assertThat(GoYamlScalar.print(text.equals("''") ? "''" : text, 2, 0)).isEqualTo(printed.strip());
    }

    @Test
    void blocksAndLongLinesAreLaidOutAsYamlV2DoesIt() {
        assertThat(GoYamlScalar.print("", 2, 0)).isEqualTo("\"\"");
        assertThat(GoYamlScalar.print("a\nb", 2, 0)).isEqualTo("|-\n  a\n  b");
        assertThat(GoYamlScalar.print("a\n\n", 2, 0)).isEqualTo("|+\n  a\n");
        assertThat(GoYamlScalar.print(" a\n", 2, 0)).isEqualTo("|2\n   a");
        assertThat(GoYamlScalar.print("a \nb\n", 2, 0)).isEqualTo("\"a \\nb\\n\"");
        assertThat(GoYamlScalar.print("\ud83d\ude00", 2, 0)).isEqualTo("\"\\U0001F600\"");
        String words = "word ".repeat(20).strip();
        assertThat(GoYamlScalar.print(words, 4, 11))
                .isEqualTo("word ".repeat(14) + "word\n    " + "word ".repeat(5).strip());
        assertThat(yaml("kernel: {cmdline: \"" + words + "\"}"))
                .startsWith("kernel:\n  image: \"\"\n  cmdline: " + "word ".repeat(14) + "word\n    word");
    }

    @Test
    void keysAreSortedAsYamlV2SortsThem() {
        assertThat(List.of("a10", "a2", "b", "a.x", "ab", "a", "a02").stream().sorted(GoYamlKeyOrder.INSTANCE))
                .containsExactly("a", "a.x", "a2", "a02", "a10", "ab", "b");
    }
}
