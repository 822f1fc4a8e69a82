package dev.slipway.recipe.debian.dependency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.recipe.debian.DebianVersion;
import dev.slipway.recipe.debian.IndexedPackage.Field;
import dev.slipway.recipe.debian.PackagesIndex;
import java.io.IOException;
import java.io.StringReader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Debian Policy, chapter 7. */
class ClosureTest {
    private final StringBuilder index = new StringBuilder();

    /** @param fields further fields, each with its end of line left out, separated by semicolons */
    private ClosureTest with(String name, String version, String... fields) {
        index.append("Package: %s%nVersion: %s%nArchitecture: amd64%n".formatted(name, version));
        for (String field : fields) {
            index.append(field).append('\n');
        }
        index.append('\n');
        return this;
    }

    private Closure closure(Set<String> named, String... roots) throws IOException {
        PackagesIndex packages = new PackagesIndex(name -> true, "amd64");
        packages.read(new StringReader(index.toString()));
        SortedMap<String, String> places = new TreeMap<>();
        for (String root : roots) {
            places.put(root, "package.yml:" + root);
        }
        Set<String> all = new TreeSet<>(named);
        all.addAll(places.keySet());
        return Closure.of(packages, places, all);
    }

    private Set<String> members(String... roots) throws IOException {
        return closure(Set.of(), roots).members().keySet();
    }

    @Test
    void followsDependsAndPreDependsAndCircles() throws IOException {
        with(
                "app",
                "1",
                "Depends: lib (>= 2), tool",
                "Pre-Depends: base:any",
                "Recommends: docs, tool",
                "Suggests: more");
        with("lib", "2", "Depends: libc");
        with("libc", "1", "Depends: lib");
        with("tool", "1");
        with("base", "1", "Multi-Arch: allowed");
        with("docs", "1");
        Closure closure = closure(Set.of(), "app");
        assertThat(closure.members().keySet()).containsExactly("app", "base", "lib", "libc", "tool");
        assertThat(closure.depends().get("app")).containsExactly("base", "lib", "tool");
        assertThat(closure.chain("libc")).isEqualTo("app -> lib -> libc");
        assertThat(closure.leftOut(Field.RECOMMENDS)).containsExactly("docs (app)");
        assertThat(closure.leftOut(Field.SUGGESTS)).containsExactly("more (app)");
    }

    @Test
    void ofAlternativesTakesWhatIsThereElseTheFirst() throws IOException {
        with("app", "1", "Depends: gawk | mawk, x-server | x");
        with("needs-mawk", "1", "Depends: app, mawk");
        with("gawk", "1").with("mawk", "1").with("x", "1");
        assertThat(members("app")).containsExactly("app", "gawk", "x");
        assertThat(members("needs-mawk")).containsExactly("app", "mawk", "needs-mawk", "x");
        assertThat(closure(Set.of("mawk"), "app").members().keySet()).containsExactly("app", "mawk", "x");
    }

    @Test
    void aProvidedNameHasOnlyTheVersionThatItIsProvidedWith() throws IOException {
        with("app", "1", "Depends: mta, ssl (>= 3)");
        with("small", "9", "Provides: mta, ssl", "Priority: extra");
        with("exim", "9", "Provides: mta", "Priority: standard");
        with("openssl", "1", "Provides: ssl (= 3.0-0), other");
        assertThat(members("app")).containsExactly("app", "exim", "openssl");
        index.setLength(0);
        with("app", "1", "Depends: ssl (>= 3)").with("small", "9", "Provides: ssl, ssl (= 2)");
        assertThatThrownBy(() -> members("app")).hasMessageContaining("app needs ssl (>= 3), which");
    }

    @Test
    void versionsAreComparedAsDebianDoes() throws IOException {
        with("app", "1", "Depends: a (>= 1.0~rc1), b (= 1.00), c (<< 1:0), d (>> 1.9), e (<= 2-0)");
        with("a", "1.0").with("b", "1.0").with("c", "99").with("d", "1.10").with("e", "2");
        assertThat(members("app")).hasSize(6);
    }

    @Test
    void whatCannotBeSatisfiedIsToldWithItsChain() {
        with("app", "1", "Depends: lib")
                .with("lib", "1", "Depends: libc (>= 2.40) | musl")
                .with("libc", "2.36");
        assertThatThrownBy(() -> members("app"))
                .hasMessage(
                        "package.yml:app: app -> lib needs libc (>= 2.40) | musl, which the recipe's suites do not have: they have libc 2.36\n"
                                + "  Add the suite or the archive that has it to 'debian' in the recipe, or leave 'dependencies' out and name each package.");
        index.setLength(0);
        with("app", "1", "Depends: python3:any, arm:arm64").with("python3", "3");
        assertThatThrownBy(() -> members("app")).hasMessageContaining("app needs python3:any, which");
    }

    @Test
    void membersMustNotExcludeEachOther() throws IOException {
        with("app", "1", "Depends: a, b")
                .with("a", "1", "Conflicts: b (<< 2)", "Provides: x")
                .with("b", "1");
        assertThatThrownBy(() -> members("app"))
                .hasMessageContaining("app -> a and app -> b cannot be installed together: a conflicts with b (<< 2)");
        index.setLength(0);
        // Whoever provides a name and excludes it excludes the others (Policy 7.4).
        with("app", "1", "Depends: a")
                .with("a", "1", "Conflicts: x", "Provides: x")
                .with("b", "1", "Provides: x");
        assertThat(members("app")).containsExactly("a", "app");
        index.setLength(0);
        with("app", "1", "Depends: a, b").with("a", "1", "Breaks: b (<< 1)").with("b", "1");
        assertThat(members("app")).hasSize(3);
    }

    /** Each asked each of the others what it provides, so that some thousands took minutes. */
    @Test
    void thousandsMayProvideAndNeedOneName() throws IOException {
        for (int i = 0; i < 2000; i++) {
            with(
                    "p" + i,
                    "1",
                    "Provides: " + "v (= 1), ".repeat(50) + "w",
                    "Depends: v (>= 1), w, p" + (i + 1) % 2000,
                    "Breaks: v (<< 0.1), other");
        }
        assertThat(members("p0")).hasSize(2000);
    }

    @Test
    void foreignTextsHaveAnEnd() {
        for (int i = 0; i < 5010; i++) {
            with("p" + i, "1", "Depends: p" + (i + 1));
        }
        assertThatThrownBy(() -> members("p0"))
                .hasMessageStartingWith("p0 -> p1 -> p2 -> p3 -> p4 -> p5 -> p6 -> p7 -> p8 -> p9 -> .. -> p4991 -> ")
                .hasMessageContaining(" -> p5000: there are more than 5000 dependencies");
        index.setLength(0);
        with("app", "1", "Depends: app" + ", app".repeat(5000));
        assertThatThrownBy(() -> members("app"))
                .hasMessageContaining("app: the index gives it more than 5000 relations in one field");
    }

    /** @param locked name and version, alternately */
    private Set<String> staying(String root, String... locked) throws IOException {
        SortedMap<String, DebianVersion> versions = new TreeMap<>();
        for (int i = 0; i < locked.length; i += 2) {
            versions.put(locked[i], new DebianVersion(locked[i + 1]));
        }
        return closure(Set.of(), root).staying(versions);
    }

    @Test
    void anOldVersionMovesIfANewOneExcludesIt() throws IOException {
        with("app", "2", "Depends: lib, tool, other")
                .with("lib", "2", "Breaks: tool (<< 2)", "Conflicts: api (<< 2)")
                .with("tool", "2")
                .with("other", "2", "Provides: api (= 2), plain");
        assertThat(staying("app", "tool", "1", "other", "1"))
                .as("who knows which api the old other provided?")
                .isEmpty();
        assertThat(staying("app", "tool", "2", "other", "2")).containsExactly("other", "tool");
        assertThat(staying("app", "lib", "1", "tool", "1", "other", "1"))
                .as("the old lib says nothing in the index")
                .containsExactly("lib", "other", "tool");
    }

    @Test
    void anOldVersionMovesIfWhatItProvidesHasToBeNewer() throws IOException {
        with("app", "2", "Depends: ssl (>= 3), mta, gawk (>= 2) | mawk")
                .with("openssl", "3", "Provides: ssl (= 3)")
                .with("exim", "2", "Provides: mta")
                .with("gawk", "2")
                .with("mawk", "2");
        assertThat(staying("app", "openssl", "1", "exim", "1")).containsExactly("exim");
        with("both", "1", "Depends: app, mawk, gawk");
        assertThat(staying("both", "gawk", "1", "mawk", "1"))
                .as("one of the alternatives is enough")
                .containsExactly("gawk", "mawk");
    }

    @Test
    void anOldVersionGoesAlongWithWhatItMayNotBeOlderThan() throws IOException {
        with("app", "2", "Depends: tools (<< 2.1), data (>= 1)")
                .with("tools", "2")
                .with("data", "2");
        assertThat(staying("app", "app", "1", "tools", "1", "data", "1")).containsExactly("app", "data", "tools");
        assertThat(staying("app", "app", "1", "data", "1")).as("tools moves").containsExactly("data");
        assertThat(staying("app", "app", "1", "tools", "1")).as("data moves").containsExactly("app", "tools");
    }

    @Test
    void aRelationOfASourcePackageIsRefused() {
        with("app", "1", "Depends: a [amd64]").with("a", "1");
        assertThatThrownBy(() -> members("app")).hasMessageContaining("app: the index gives the relation 'a [amd64]'");
    }
}
