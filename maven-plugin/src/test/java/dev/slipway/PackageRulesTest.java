package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The picture of the design, executed: which package may import which. */
class PackageRulesTest {
    private static final String BASE = "dev.slipway.";

    /** Every package, and what it may import besides {@code content} and {@code problem}. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("problem", Set.of()),
            Map.entry("content", Set.of()),
            Map.entry("tree", Set.of()),
            Map.entry("json", Set.of()),
            Map.entry("yaml", Set.of("json")),
            Map.entry("archive", Set.of("tree")),
            Map.entry("oci", Set.of("json", "tree", "archive")),
            Map.entry("spec", Set.of("oci", "yaml")),
            Map.entry("lock", Set.of("spec", "oci", "trust", "yaml")),
            Map.entry("trust", Set.of("json", "oci", "yaml")),
            Map.entry("compose", Set.of("spec", "oci", "tree")),
            Map.entry("recipe", Set.of("spec", "oci", "tree", "archive", "yaml")),
            Map.entry("output", Set.of("tree", "archive")),
            Map.entry("registry", Set.of("json", "oci")),
            Map.entry("store", Set.of()),
            Map.entry("environment", Set.of("oci", "output")),
            Map.entry(
                    "project",
                    Set.of("environment", "incremental", "lock", "spec", "compose", "oci", "tree", "trust", "yaml")),
            Map.entry(
                    "images",
                    Set.of("environment", "project", "registry", "store", "lock", "spec", "compose", "oci", "tree")),
            Map.entry("incremental", Set.of("environment", "store")),
            Map.entry("result", Set.of("environment", "incremental", "json", "oci", "output")),
            Map.entry(
                    "verify",
                    Set.of("environment", "project", "images", "registry", "store", "lock", "spec", "oci", "trust")),
            Map.entry("debian", Set.of("environment", "output", "recipe", "registry")),
            Map.entry(
                    "packaging",
                    Set.of(
                            "debian",
                            "images",
                            "project",
                            "incremental",
                            "result",
                            "environment",
                            "recipe",
                            "registry",
                            "store",
                            "spec",
                            "compose",
                            "oci",
                            "output",
                            "archive",
                            "tree")),
            Map.entry(
                    "system",
                    Set.of(
                            "environment",
                            "project",
                            "images",
                            "verify",
                            "incremental",
                            "lock",
                            "spec",
                            "compose",
                            "oci",
                            "output",
                            "archive",
                            "store",
                            "tree")),
            Map.entry(
                    "goal",
                    Set.of(
                            "system",
                            "verify",
                            "images",
                            "project",
                            "result",
                            "incremental",
                            "environment",
                            "lock",
                            "spec",
                            "oci",
                            "output",
                            "tree")),
            Map.entry("schema", Set.of("recipe", "spec", "trust")),
            Map.entry("qemu", Set.of("environment", "oci", "store")),
            Map.entry(
                    "mojo",
                    Set.of("environment", "goal", "output", "packaging", "project", "qemu", "result", "system")));

    private static final Set<String> GROUND = Set.of("content", "problem");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.slipway");

    @Test
    void everyPackageImportsOnlyWhatItsRowLists() {
        Set<String> broken = new TreeSet<>();
        for (JavaClass from : classes) {
            String room = room(from);
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                String other = room(dependency.getTargetClass());
                if (!other.isEmpty()
                        && !other.equals(room)
                        && !MAY_IMPORT.getOrDefault(room, Set.of()).contains(other)
                        && !(GROUND.contains(other) && !room.equals("problem"))) {
                    broken.add(room + " must not import " + other + ": "
                            + dependency.getDescription().lines().findFirst().orElse(""));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPackageIsInThePicture() {
        Set<String> rooms = new TreeSet<>();
        classes.forEach(type -> rooms.add(room(type)));
        rooms.remove("");
        assertThat(MAY_IMPORT.keySet()).containsAll(rooms);
    }

    @Test
    void onlyMojoSeesMaven() {
        assertThat(importersOf(List.of("org.apache.maven.", "org.eclipse.aether.")))
                .isSubsetOf("mojo");
    }

    @Test
    void onlyRegistrySeesTheNetwork() {
        assertThat(importersOf(List.of("java.net.http.", "java.net.Socket", "java.net.URLConnection")))
                .isSubsetOf("registry");
    }

    @Test
    void onlyTheWorldOpensFiles() {
        assertThat(importersOf(List.of("java.nio.file.Files", "java.io.FileInputStream", "java.io.RandomAccessFile")))
                .isSubsetOf(
                        "store",
                        "debian",
                        "environment",
                        "images",
                        "incremental",
                        "packaging",
                        "project",
                        "qemu",
                        "result",
                        "spec",
                        "system",
                        "verify");
    }

    private Set<String> importersOf(List<String> prefixes) {
        Set<String> rooms = new TreeSet<>();
        for (JavaClass from : classes) {
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getName();
                if (!from.getSimpleName().equals("HelpMojo")
                        && prefixes.stream().anyMatch(target::startsWith)) {
                    rooms.add(room(from));
                }
            }
        }
        return rooms;
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName() + ".";
        // The help goal is generated, into a package named for the plugin.
        if (!name.startsWith(BASE) || type.getSimpleName().equals("HelpMojo")) {
            return "";
        }
        String rest = name.substring(BASE.length());
        return rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : "";
    }
}
