package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Containers that look at their world from the inside: each setting of the YAML has come to be what it says. */
class ContainerSettingsIT {
    private static final Path SOURCES = Checks.root().resolve("it/checks/src/test/world");
    private static final Pattern TOLD = Pattern.compile("^world (\\S+): (ok|WRONG.*)$", Pattern.MULTILINE);
    private static final Duration BOOT = Duration.ofMinutes(6);

    @Test
    void everySettingArrives() throws IOException {
        Path work = WorkFolders.empty("world");
        build(work);
        String console = boot(work);
        List<String> told = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        Matcher lines = TOLD.matcher(console);
        while (lines.find()) {
            (lines.group(2).equals("ok") ? told : wrong).add(lines.group());
        }
        told.forEach(System.out::println);
        assertThat(wrong).as(console).isEmpty();
        assertThat(names(told)).as(console).containsExactlyInAnyOrderElementsOf(settings());
        Checks.measured("settings checked inside the guest: " + told.size() + ", wrong: 0, missing: 0");
    }

    private static void build(Path work) throws IOException {
        for (String name : List.of("kernel", "init", "runc", "containerd")) {
            link(work.resolve(name + ".oci.tar"), SeedBootsIT.packageImage(name));
        }
        System.out.println(Checks.maven(work, Checks.goal("package"))
                .and("-Dslipway.recipe=" + SOURCES.resolve("package.yml"))
                .and("-Dslipway.outputDirectory=" + work)
                .succeed());
        Files.copy(SOURCES.resolve("linuxkit.yml"), work.resolve("linuxkit.yml"), StandardCopyOption.REPLACE_EXISTING);
        for (String goal : List.of("resolve", "initrd")) {
            System.out.println(Checks.maven(work, Checks.goal(goal))
                    .and("-Dslipway.update=all")
                    .and("-Dslipway.config=" + work.resolve("linuxkit.yml"))
                    .and("-Dslipway.outputDirectory=" + work)
                    .succeed());
        }
    }

    private static void link(Path link, Path target) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
    }

    private static String boot(Path work) {
        Path image = work.resolve("linuxkit");
        try (Guest guest = Guest.boot(file(image, "-kernel"), file(image, "-initrd.img"), file(image, "-cmdline"))) {
            guest.await("^slipway: system is up", BOOT);
            // The service tells its last setting when it likes.
            guest.await("^world service.root: ", BOOT);
            Checks.measured("all containers have told after " + Math.round(guest.seconds()) + " s of emulation");
            return guest.console();
        }
    }

    private static Path file(Path image, String suffix) {
        return image.resolveSibling(image.getFileName() + suffix);
    }

    private static List<String> names(List<String> lines) {
        return lines.stream().map(line -> line.split("[ :]+", 3)[1]).toList();
    }

    /** What the script has to tell: it is read for its checks, so that one which never ran is missed. */
    private static List<String> settings() {
        try {
            String script = Files.readString(SOURCES.resolve("root/bin/world"));
            List<String> settings = new ArrayList<>();
            Matcher functions = Pattern.compile("^in_([a-z_]+)\\(\\) \\{\n(.*?)^}", Pattern.MULTILINE | Pattern.DOTALL)
                    .matcher(script);
            while (functions.find()) {
                String container = functions.group(1).replace('_', '-');
                Pattern.compile("^ {4}(?:expect|succeeds|refused|different) ([a-z-]+) ", Pattern.MULTILINE)
                        .matcher(functions.group(2))
                        .results()
                        .map(MatchResult::group)
                        .forEach(line ->
                                settings.add(container + "." + line.strip().split(" ")[1]));
            }
            for (String kind : List.of("net", "ipc", "uts", "pid")) {
                settings.add("shared." + kind);
                settings.add("separate." + kind);
            }
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
