package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of packages on the page about the architecture, executed: what each may import and how many files it has at most. */
class PackageRulesTest {
    private static final String BASE = "dev.slipway.";
    private static final Path PAGE = Path.of("../src/site/markdown/architecture.md");
    private static final Path SOURCES = Path.of("src/main/java/dev/slipway");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9.]+)` \\| (\\d+) \\| (.*) \\|$");
    private static final Pattern NAME = Pattern.compile("`([a-z0-9.]+)`");
    private static final Pattern INFO = Pattern.compile("May import (.+?)\\.(?:\\s|$)", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("\\{@code ([a-z0-9.]+)}");

    /** Every package may import these two, and no row lists them. */
    private static final Set<String> GROUND = Set.of("content", "problem");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.slipway");

    private final SortedMap<String, Row> table = table();

    /**
     * A row of the table.
     *
     * @param files how many the package has at most, {@code package-info.java} included
     * @param imports of other packages, without the ground
     */
    private record Row(int files, Set<String> imports) {}

    @Test
    void everyPackageImportsWhatItsRowListsAndNothingElse() {
        Set<String> faults = new TreeSet<>();
        SortedMap<String, SortedMap<String, String>> imports = imports();
        imports.forEach((room, others) -> others.forEach((other, example) -> {
            if (!row(room).imports().contains(other) && !GROUND.contains(other)) {
                faults.add(room + " must not import " + other + ": " + example);
            }
        }));
        table.forEach((room, row) -> row.imports().stream()
                .filter(other -> !imports.getOrDefault(room, new TreeMap<>()).containsKey(other))
                .forEach(other ->
                        faults.add("the row of " + room + " lists " + other + ", and nothing there needs it")));
        assertThat(faults).isEmpty();
    }

    @Test
    void theGroundImportsNothingAboveIt() {
        assertThat(imports().get("problem")).isNullOrEmpty();
        assertThat(imports().get("content").keySet()).containsExactly("problem");
    }

    @Test
    void theTableHasARowForEachPackage() throws IOException {
        assertThat(table.keySet()).isEqualTo(folders().keySet());
    }

    @Test
    void noPackageHasMoreFilesThanItsRowSays() throws IOException {
        Set<String> faults = new TreeSet<>();
        folders().forEach((room, files) -> {
            if (files > row(room).files()) {
                faults.add(room + " has " + files + " files; cut it where that is natural, or change its row");
            }
        });
        assertThat(faults).isEmpty();
    }

    @Test
    void inTheDrawingEveryPackageImportsPackagesFurtherDown() {
        List<Set<String>> lines = drawing();
        Set<String> faults = new TreeSet<>();
        imports().forEach((room, others) -> others.keySet().forEach(other -> {
            if (line(lines, room) >= line(lines, other)) {
                faults.add(room + " imports " + other + ", which is not further down");
            }
        }));
        assertThat(faults).isEmpty();
        assertThat(lines.stream().flatMap(Set::stream)).containsExactlyInAnyOrderElementsOf(table.keySet());
    }

    @Test
    void noPackageMayImportEverything() {
        int half = table.size() / 2;
        assertThat(table).allSatisfy((room, row) -> assertThat(row.imports()).hasSizeLessThan(half));
    }

    @Test
    void eachPackageInfoSaysWhatItsRowLists() throws IOException {
        Set<String> faults = new TreeSet<>();
        for (String room : folders().keySet()) {
            String info =
                    Files.readString(SOURCES.resolve(room.replace('.', '/')).resolve("package-info.java"));
            Set<String> said = new TreeSet<>();
            INFO.matcher(info.replace("\n * ", " "))
                    .results()
                    .forEach(sentence -> said.addAll(names(CODE, sentence.group(1))));
            said.removeAll(GROUND);
            if (!said.equals(row(room).imports())) {
                faults.add(
                        room + " says " + said + ", its row says " + row(room).imports());
            }
            if (!info.contains("@NullMarked")) {
                faults.add(room + " is not @NullMarked");
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void onlyTwoPackagesSeeMaven() {
        assertThat(importersOf(name -> name.startsWith("org.apache.maven.") || name.startsWith("org.eclipse.aether.")))
                .containsExactly("maven", "mojo");
    }

    @Test
    void onlyOnePackageOpensConnections() {
        Pattern network = Pattern.compile("java\\.net\\.(http\\.HttpClient.*|.*Socket|.*URLConnection)"
                + "|java\\.nio\\.channels\\..*SocketChannel|javax\\.net\\..*SocketFactory");
        assertThat(importersOf(name -> network.matcher(name).matches())).containsExactly("registry.http");
    }

    @Test
    void filesAreOpenedByThePackagesThatAreForThat() {
        Pattern opens = Pattern.compile("java\\.nio\\.file\\.Files|java\\.nio\\.channels\\..*FileChannel"
                + "|java\\.io\\.(File\\w*Stream|FileReader|FileWriter|RandomAccessFile)");
        assertThat(importersOf(name -> opens.matcher(name).matches()))
                .containsExactly(
                        "debian",
                        "images",
                        "incremental",
                        "packaging",
                        "project",
                        "qemu",
                        "qemu.guest",
                        "qemu.process",
                        "result",
                        "schema",
                        "store",
                        "verify");
    }

    @Test
    void filesOfTheOldApiAreForMavenAndForProcesses() {
        assertThat(importersOf(name -> name.equals("java.io.File"))).containsExactly("maven", "mojo", "qemu");
    }

    private static int line(List<Set<String>> lines, String room) {
        return IntStream.range(0, lines.size())
                .filter(number -> lines.get(number).contains(room))
                .findFirst()
                .orElse(-1);
    }

    /** Packages by lines of the page's first drawing, from above. */
    private static List<Set<String>> drawing() {
        String block = page().split("```text\n", 2)[1].split("```", 2)[0];
        List<Set<String>> lines = new ArrayList<>();
        block.lines().filter(line -> line.contains("|")).forEach(line -> {
            String[] sides = line.split("\\|", 2);
            lines.add(new TreeSet<>(List.of(sides[0].strip().split(" +"))));
        });
        return lines;
    }

    /** For each package those that it imports, each with an example. */
    private SortedMap<String, SortedMap<String, String>> imports() {
        SortedMap<String, SortedMap<String, String>> imports = new TreeMap<>();
        for (JavaClass from : CLASSES) {
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                String room = room(from);
                String other = room(dependency.getTargetClass());
                if (!room.isEmpty() && !other.isEmpty() && !other.equals(room)) {
                    imports.computeIfAbsent(room, each -> new TreeMap<>())
                            .putIfAbsent(
                                    other,
                                    dependency
                                            .getDescription()
                                            .lines()
                                            .findFirst()
                                            .orElse(""));
                }
            }
        }
        return imports;
    }

    private Set<String> importersOf(Predicate<String> type) {
        Set<String> rooms = new TreeSet<>();
        for (JavaClass from : CLASSES) {
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                if (!room(from).isEmpty()
                        && type.test(dependency.getTargetClass().getName())) {
                    rooms.add(room(from));
                }
            }
        }
        return rooms;
    }

    private Row row(String room) {
        return table.getOrDefault(room, new Row(0, Set.of()));
    }

    private static SortedMap<String, Row> table() {
        SortedMap<String, Row> table = new TreeMap<>();
        ROW.matcher(page())
                .results()
                .forEach(row ->
                        table.put(row.group(1), new Row(Integer.parseInt(row.group(2)), names(NAME, row.group(3)))));
        return table;
    }

    private static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each package that has a source file, and how many. */
    private static SortedMap<String, Integer> folders() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> SOURCES.relativize(file.getParent())
                                    .toString()
                                    .replaceAll("[/\\\\]", "."),
                            file -> 1,
                            Integer::sum,
                            TreeMap::new));
        }
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        // The help goal is generated, into a package named for the plugin.
        return name.startsWith(BASE) && !type.getSimpleName().equals("HelpMojo") ? name.substring(BASE.length()) : "";
    }
}
