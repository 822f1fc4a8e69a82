package dev.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.LinuxKitCases;
import dev.slipway.spec.SpecText;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What LinuxKit 2026-03 made of small YAML files, compared with what Slipway makes of them: bytes of files, entries of trees. */
class LinuxKitCasesTest {
    /** LinuxKit's default for all that it makes, 2017-04-18T16:30:00Z. */
    private static final long MTIME = 1492533000;

    /** Where Slipway differs on purpose: in this file of this case, this text for that one. */
    private record Deviation(String file, String linuxkit, String slipway, String reason) {}

    private static final List<Deviation> DEVIATIONS = List.of(
            new Deviation(
                    "10-namespaces/containers/onboot/000-a/config.json",
                    "\"hostID\": 0,\n                \"size\": 10",
                    "\"hostID\": 1000,\n                \"size\": 10",
                    "LinuxKit drops hostID of uidMappings and maps the container's users to the host's root"),
            new Deviation(
                    "10-namespaces/containers/onboot/000-a/config.json",
                    "\"hostID\": 0,\n                \"size\": 20",
                    "\"hostID\": 2000,\n                \"size\": 20",
                    "LinuxKit drops hostID of gidMappings, too"));

    /** Each case that LinuxKit refuses, and what Slipway says. */
    private static final Map<String, List<String>> REFUSALS = Map.of(
            "30-refused-unknown-key",
                    List.of(
                            "linuxkit.yml:2:52: services[0].capabilites: there is no such key",
                            "linuxkit.yml:3:62: services[1].readonly: expected true or false, found the text 'yes'"),
            "31-refused-duplicate-service",
                    List.of("linuxkit.yml:3:12: services[1].name: there is a service 'y' already"),
            "32-refused-capability",
                    List.of("linuxkit.yml:2:67: services[0].capabilities[0]: there is no capability 'net_admin'"),
            "33-refused-number-in-command",
                    List.of("linuxkit.yml:2:69: services[0].command[1]: expected a text, found the number 5"),
            "34-refused-bind", List.of("linuxkit.yml:2:60: services[0].binds[0]: ", "there is no ':' in it"),
            "36-refused-user", List.of("linuxkit.yml:2:57: services[0].uid: there is no container 'nobody'"),
            "37-refused-volume-missing",
                    List.of("linuxkit.yml:2:60: services[0].binds[0]: there is no volume 'nowhere'"),
            "38-refused-file-twice",
                    List.of("linuxkit.yml:2:5: files[0]: 'etc/x' has contents of its own and a source"),
            "40-refused-null-list", List.of("linuxkit.yml:1:6: init: expected a list, found nothing"));

    private static final Set<Deviation> MET = new HashSet<>();
    private static int cases;
    private static int refused;
    private static int files;
    private static int entries;

    private final FixtureImages images = new FixtureImages(LinuxKitCases.images());

    @AfterAll
    static void count() {
        System.out.printf(
                "LinuxKit's cases: %d (%d of them refused), files compared: %d, tree entries compared: %d, deviations: %d%n",
                cases, refused, files, entries, MET.size());
        assertThat(MET).as("every deviation is met").containsExactlyInAnyOrderElementsOf(DEVIATIONS);
    }

    @TestFactory
    Stream<DynamicTest> equalsLinuxKit() throws IOException {
        return LinuxKitCases.all().stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
    }

    private void check(Path folder) throws IOException {
        cases++;
        if (Files.exists(folder.resolve("refused.txt"))) {
            checkRefused(folder);
            return;
        }
        FileTree tree = compose(folder).whole();
        Map<String, Digest> changed = checkFiles(folder, tree);
        checkTree(Files.readAllLines(folder.resolve("tree.txt")), tree, changed);
    }

    private Composition compose(Path folder) throws IOException {
        String yaml = Files.readString(folder.resolve("linuxkit.yml"));
        LinuxKit spec = LinuxKit.parse(List.of(new SpecText("linuxkit.yml", yaml)));
        return Composer.compose(new ComposeInput(spec, images, source -> Optional.empty(), MTIME));
    }

    private void checkRefused(Path folder) {
        Problem problem = catchThrowableOfType(Problem.class, () -> compose(folder));
        assertThat(problem).as("LinuxKit refuses this").isNotNull();
        assertThat(problem.fault()).isEqualTo(Problem.Fault.USER);
        assertThat(problem.getMessage()).containsPattern("linuxkit\\.yml:\\d+:\\d+: ");
        assertThat(problem.getMessage())
                .contains(REFUSALS.getOrDefault(folder.getFileName().toString(), List.of()));
        refused++;
    }

    /** Compares each file that the case has and gives the digests of those that differ on purpose. */
    private static Map<String, Digest> checkFiles(Path folder, FileTree tree) throws IOException {
        Map<String, Digest> changed = new HashMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path golden : all.sorted().toList()) {
                String name = golden.getFileName().toString();
                if (!name.contains("__")) {
                    continue;
                }
                String path = name.replace("__", "/");
                String linuxkit = Files.readString(golden);
                String expected = withDeviations(folder.getFileName() + "/" + path, linuxkit);
                assertThat(text(tree, path)).as(path).isEqualTo(expected);
                files++;
                if (!expected.equals(linuxkit)) {
                    changed.put(path, Digest.of(expected.getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        return changed;
    }

    private static String withDeviations(String file, String linuxkit) {
        String expected = linuxkit;
        for (Deviation deviation : DEVIATIONS) {
            if (deviation.file().equals(file)) {
                assertThat(expected).as(deviation.reason()).contains(deviation.linuxkit());
                expected = expected.replace(deviation.linuxkit(), deviation.slipway());
                MET.add(deviation);
            }
        }
        return expected;
    }

    private static String text(FileTree tree, String path) throws IOException {
        assertThat(tree.find(path)).as(path).isPresent();
        Node node = tree.find(path).orElseThrow().node();
        assertThat(node).as(path).isInstanceOf(Node.RegularFile.class);
        return new String(((Node.RegularFile) node).content().bytes(), StandardCharsets.UTF_8);
    }

    private static void checkTree(List<String> golden, FileTree tree, Map<String, Digest> changed) {
        Map<String, String> contents = new HashMap<>();
        List<String> expected = new ArrayList<>();
        for (String line : golden) {
            String[] parts = line.split(" ", 5);
            String path = parts[4];
            if (parts[0].equals("f")) {
                Digest digest = changed.get(path);
                contents.put(path, digest == null ? parts[3] : digest.hex());
                expected.add(String.join(" ", "f", parts[1], parts[2], contents.get(path), path));
            } else {
                expected.add(line);
            }
        }
        expected.replaceAll(line -> line.startsWith("h ") ? linked(line, tree, contents) : line);
        assertThat(TreeText.lines(tree)).containsExactlyInAnyOrderElementsOf(expected);
        entries += expected.size();
    }

    /** A hard link: here both paths are the same file, and which came first is not told. */
    private static String linked(String line, FileTree tree, Map<String, String> contents) {
        String[] parts = line.split(" ", 5);
        assertThat(inode(tree, parts[4])).as(line).isEqualTo(inode(tree, parts[3]));
        return String.join(" ", "f", parts[1], parts[2], contents.get(parts[3]), parts[4]);
    }

    private static String inode(FileTree tree, String path) {
        return ((Node.RegularFile) tree.find(path).orElseThrow().node()).inode();
    }
}
