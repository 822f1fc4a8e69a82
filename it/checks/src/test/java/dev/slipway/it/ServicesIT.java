package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Services that crash, wait, are ready, stop, and talk too much: in one boot, judged inside the guest. */
class ServicesIT {
    private static final Path SOURCES = Checks.root().resolve("it/checks/src/test/services");
    private static final Page PAGE = Page.of("src/site/markdown/how-to/services.md");
    private static final Duration BOOT = Duration.ofMinutes(18);

    @Test
    void servicesComeInOrderStayAndGo() throws IOException {
        String console = boot(build());
        List<String> wrong = found(console, "^services [a-z0-9-]+: WRONG.*$");
        List<String> ok = found(console, "^services ([a-z0-9-]+): ok$");
        List<String> wanted = found(Files.readString(SOURCES.resolve("checks")), "^check ([a-z0-9-]+) ");
        assertThat(wrong).as(console).isEmpty();
        assertThat(ok).as(console).isEqualTo(wanted).hasSizeGreaterThan(25);
        Checks.measured("checks of services inside the guest: " + ok.size() + ", wrong: 0");
        goesDownInReverse(console.substring(console.indexOf("slipway: shutting down")));
    }

    /** What a reader copies from the page is what is tried here. */
    @Test
    void thePageShowsWhatIsTried() throws IOException {
        String tried =
                plain(Files.readString(SOURCES.resolve("linuxkit.yml")) + Files.readString(SOURCES.resolve("checks")));
        for (Page.Block block : PAGE.blocks()) {
            if (!block.language().equals("text")) {
                assertThat(tried).as(PAGE.name() + ":" + block.line()).contains(plain(block.text()));
            }
        }
    }

    private static String plain(String text) {
        return text.lines().map(String::strip).reduce("\n", (before, line) -> before + line + "\n");
    }

    private static Path build() throws IOException {
        Path work = WorkFolders.empty("services");
        for (String name : List.of("kernel", "init", "runc", "containerd")) {
            Files.deleteIfExists(work.resolve(name + ".oci.tar"));
            Files.createSymbolicLink(work.resolve(name + ".oci.tar"), SeedBootsIT.packageImage(name));
        }
        System.out.println(Checks.maven(work, Checks.goal("package"))
                .and("-Dslipway.recipe=" + SOURCES.resolve("package.yml"))
                .and("-Dslipway.outputDirectory=" + work)
                .and("-Dslipway.finalName=actor")
                .succeed());
        for (String name : List.of("linuxkit.yml", "checks")) {
            Files.copy(SOURCES.resolve(name), work.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        System.out.println(Checks.maven(work, Checks.goal("resolve"), Checks.goal("initrd"))
                .and("-Dslipway.update=all")
                .and("-Dslipway.config=" + work.resolve("linuxkit.yml"))
                .and("-Dslipway.outputDirectory=" + work)
                .succeed());
        return work;
    }

    private static String boot(Path work) {
        try (Guest guest = Guest.boot(
                work.resolve("linuxkit-kernel"),
                work.resolve("linuxkit-initrd.img"),
                work.resolve("linuxkit-cmdline"))) {
            guest.await("^slipway: system is up", BOOT);
            Checks.measured("all checks are made after " + Math.round(guest.seconds()) + " s of emulation");
            assertThat(guest.awaitEnd(Duration.ofMinutes(2))).isZero();
            Checks.measured("powered off after " + Math.round(guest.seconds()) + " s of emulation");
            return guest.console();
        }
    }

    /** {@code web} came after the two others, so it says goodbye before them; all of them do, as SIGTERM reaches them. */
    private static void goesDownInReverse(String shutdown) {
        List<String> goodbyes = found(shutdown, "^services (\\w+): goodbye$");
        assertThat(goodbyes)
                .as(shutdown)
                .containsExactlyInAnyOrder("web", "database", "sessions")
                .startsWith("web");
        assertThat(shutdown).contains("slipway: system is down").doesNotContain("killing what did not stop");
    }

    /** The first group of each match, or all of it. */
    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(match -> match.group(Math.min(1, match.groupCount())))
                .toList();
    }
}
