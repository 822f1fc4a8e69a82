package dev.slipway.debian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.NotRun;
import dev.slipway.archive.Tool;
import dev.slipway.goal.TestProject;
import dev.slipway.recipe.Recipe;
import dev.slipway.recipe.RecipeReader;
import dev.slipway.recipe.debian.PackageLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our dependencies beside those of APT on a system where nothing is installed, out of the same indexes: a copy of the machine's, read with
 * no other archive, pin, lock or log of the machine.
 */
class AptAgreesTest {
    private static final Pattern INST = Pattern.compile("Inst (\\S+) \\((\\S+) .*");
    private static final List<String> SUITES = List.of("bookworm", "bookworm-updates", "bookworm-security");

    private static final String CONFIG = "APT_CONFIG=";

    /** Times that APT is asked when it fails itself: what it says is shown, and a failure of its own says nothing about us. */
    private static final int ATTEMPTS = 3;

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void onlyWithAptAndItsIndexes() throws IOException, InterruptedException {
        Tool.require("apt-get");
        String absent = absence();
        if (!absent.isEmpty()) {
            NotRun.note("3 closures beside APT's: " + absent);
            Assumptions.abort(absent);
        }
        copyIndexes();
    }

    private static String absence() {
        try {
            List<String> there = suites().stream().map(AptTarget::codename).toList();
            return there.containsAll(SUITES) ? "" : "this machine's APT has no index of " + SUITES;
        } catch (Apt.AptFailed e) {
            return "this machine's APT keeps no index: " + e.getMessage();
        }
    }

    private static List<AptTarget> suites() {
        return new Apt()
                .targets().stream()
                        .filter(target -> target.origin().equals("Debian")
                                && target.component().equals("main")
                                && SUITES.contains(target.codename()))
                        .toList();
    }

    private static void copyIndexes() throws IOException, InterruptedException {
        Path lists = Files.createDirectories(folder.resolve("lists/partial")).getParent();
        Set<String> sources = new TreeSet<>();
        for (AptTarget target : suites()) {
            Tool.run(folder, "sh", "-c", "cp -p '" + target.releasePrefix() + "'* '" + lists + "'");
            sources.add("deb [trusted=yes] " + target.repository() + " " + target.codename() + " main");
        }
        Files.write(folder.resolve("sources.list"), sources);
        Files.createFile(folder.resolve("status"));
        Files.createDirectories(folder.resolve("none"));
        Files.createDirectories(folder.resolve("archives/partial"));
        Files.writeString(
                folder.resolve("apt.conf"),
                """
                APT::Architecture "amd64";
                APT::Architectures {"amd64";};
                Dir::Etc::Parts "@/none";
                Dir::Etc::Main "@/none/apt.conf";
                Dir::Etc::SourceList "@/sources.list";
                Dir::Etc::SourceParts "@/none";
                Dir::Etc::Preferences "@/none/preferences";
                Dir::Etc::PreferencesParts "@/none";
                Dir::State "@";
                Dir::State::Lists "@/lists";
                Dir::State::Status "@/status";
                Dir::Cache "@";
                Dir::Log "@";
                Debug::NoLocking "true";
                """
                        .replace("@", folder.toString()));
    }

    private static Path program(String path) throws IOException {
        Path program = folder.resolve(Path.of(path).getFileName());
        Files.writeString(program, "#!/bin/sh\nexec env " + CONFIG + folder + "/apt.conf " + path + " \"$@\"\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
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
        Apt apt = new Apt(program("/usr/bin/apt-get"), program("/usr/lib/apt/apt-helper"), Path.of("/usr/bin/gpgv"));
        PackageLock lock = new PinDebianPackages(apt).update(recipe, PackageLock.EMPTY, "all", log);
        Set<String> ours = new TreeSet<>();
        lock.pins().forEach(pin -> ours.add(pin.name() + " " + pin.version()));
        assertThat(ours).hasSizeGreaterThan(40).isEqualTo(installedByApt(name));
        assertThat(lock.closure(name)).hasSameSizeAs(lock.pins());
        System.out.println(name + ": " + ours.size() + " packages, by APT the same");
    }

    private static Set<String> installedByApt(String name) throws IOException, InterruptedException {
        Set<String> packages = new TreeSet<>();
        simulated(name)
                .lines()
                .map(INST::matcher)
                .filter(Matcher::matches)
                .forEach(matcher -> packages.add(matcher.group(1) + " " + matcher.group(2)));
        return packages;
    }

    private static String simulated(String name) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return Tool.run(
                        folder,
                        "env",
                        CONFIG + folder + "/apt.conf",
                        "apt-get",
                        "-s",
                        "--no-install-recommends",
                        "install",
                        name);
            } catch (AssertionError e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                System.out.println("APT itself failed, and is asked again. " + e.getMessage());
            }
        }
    }
}
