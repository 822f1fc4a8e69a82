package dev.slipway.debian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.NotRun;
import dev.slipway.archive.Tool;
import dev.slipway.goal.TestProject;
import dev.slipway.recipe.Recipe;
import dev.slipway.recipe.RecipeReader;
import dev.slipway.recipe.debian.PackageLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our dependencies beside those of APT on a system where nothing is installed, out of the same suites. */
class AptAgreesTest {
    private static final Pattern INST = Pattern.compile("Inst (\\S+) \\((\\S+) .*");

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void onlyWithAptAndItsIndexes() {
        Tool.require("apt-get");
        String absent = absence();
        if (!absent.isEmpty()) {
            NotRun.note("3 closures beside APT's: " + absent);
            Assumptions.abort(absent);
        }
    }

    private static String absence() {
        try {
            return new Apt().targets().size() >= 3 ? "" : "this machine's APT has no index of bookworm's suites";
        } catch (Apt.AptFailed e) {
            return "this machine's APT keeps no index: " + e.getMessage();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openjdk-17-jre-headless", "postgresql", "nginx-full"})
    void theSamePackagesInTheSameVersions(String name) throws IOException, InterruptedException {
        Recipe recipe = RecipeReader.read(
                """
                debian: {suites: [bookworm, bookworm-updates, bookworm-security]}
                contents:
                  - debian: %s
                    dependencies: true
                """
                        .formatted(name),
                "package.yml");
        TestProject.Recorder log = new TestProject.Recorder(new ArrayList<>());
        PackageLock lock = new PinDebianPackages(new Apt()).update(recipe, PackageLock.EMPTY, "all", log);
        Set<String> ours = new TreeSet<>();
        lock.pins().forEach(pin -> ours.add(pin.name() + " " + pin.version()));
        assertThat(ours).hasSizeGreaterThan(40).isEqualTo(apt(name));
        assertThat(lock.closure(name)).hasSameSizeAs(lock.pins());
        System.out.println(name + ": " + ours.size() + " packages, by APT the same");
    }

    private static Set<String> apt(String name) throws IOException, InterruptedException {
        Path output = folder.resolve(name);
        ProcessBuilder apt = new ProcessBuilder(
                        "apt-get",
                        "-s",
                        "-o",
                        "Dir::State::status=/dev/null",
                        "--no-install-recommends",
                        "install",
                        name)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        apt.environment().put("LC_ALL", "C");
        assertThat(apt.start().waitFor()).isZero();
        Set<String> packages = new TreeSet<>();
        for (String line : Files.readAllLines(output, StandardCharsets.UTF_8)) {
            Matcher matcher = INST.matcher(line);
            if (matcher.matches()) {
                packages.add(matcher.group(1) + " " + matcher.group(2));
            }
        }
        return packages;
    }
}
