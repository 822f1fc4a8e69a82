package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The site that has been put into {@code target/staging}: no broken link, no empty page, every goal and parameter told. */
class SiteIT {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern MARKDOWN_LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern GOAL = Pattern.compile("<goal>([a-z-]+)</goal>");
    private static final int LEAST_TEXT = 200;

    @Test
    void noLinkOfTheSiteIsBroken() {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Checks.text(page));
            while (link.find()) {
                links++;
                if (!leadsSomewhere(page, link.group(1))) {
                    broken.add(site().relativize(page) + " -> " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(100);
        assertThat(leadsSomewhere(site().resolve("index.html"), "nowhere.html")).isFalse();
        assertThat(leadsSomewhere(site().resolve("index.html"), "concepts.html#nowhere"))
                .isFalse();
        Checks.measured("site: " + pages().size() + " pages, " + links + " links, none broken");
    }

    @Test
    void noLinkOfTheRepositorysPagesIsBroken() {
        for (String name : List.of("README.md", "CONTRIBUTING.md", "packages/README.md")) {
            Path page = Checks.root().resolve(name);
            Matcher link = MARKDOWN_LINK.matcher(Checks.text(page));
            while (link.find()) {
                String target = link.group(1);
                boolean outside = target.startsWith("https://");
                assertThat(outside || Files.exists(page.resolveSibling(target.replaceAll("#.*", ""))))
                        .as(name + " -> " + target)
                        .isTrue();
            }
        }
    }

    @Test
    void noPageIsEmpty() {
        assertThat(pages()).hasSizeGreaterThan(20).allSatisfy(page -> {
            String html = Checks.text(page);
            String body = html.substring(html.indexOf("<main"), html.indexOf("</main>"));
            assertThat(body.replaceAll("<[^>]*>", "").strip()).hasSizeGreaterThan(LEAST_TEXT);
        });
    }

    /** What the plugin's own descriptor has, the site has; and no parameter is left without a word. */
    @Test
    void everyGoalHasAPageThatExplainsEveryParameter() {
        Path descriptor = Checks.root().resolve("maven-plugin/target/classes/META-INF/maven/plugin.xml");
        List<String> goals = GOAL.matcher(Checks.text(descriptor))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(goals).contains("resolve", "initrd", "iso", "package", "run");
        String readme = Checks.text(Checks.root().resolve("README.md"));
        for (String goal : goals) {
            Path page = site().resolve("slipway-maven-plugin/" + goal + "-mojo.html");
            assertThat(page).content().doesNotContain("(no description)");
            assertThat(readme).contains("`slipway:" + goal + "`");
        }
    }

    private static boolean leadsSomewhere(Path page, String link) {
        if (link.matches("(https?:|mailto:|javascript:).*")) {
            return true;
        }
        String[] parts = link.replace("&amp;", "&").split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (!target.startsWith(site()) || !Files.isRegularFile(target)) {
            return false;
        }
        return parts.length == 1
                || parts[1].isEmpty()
                || Checks.text(target).contains("id=\"" + parts[1] + "\"")
                || Checks.text(target).contains("name=\"" + parts[1] + "\"");
    }

    private static List<Path> pages() {
        try (Stream<Path> files = Files.walk(site())) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path site() {
        Path site = Checks.root().resolve("target/staging");
        assertThat(site.resolve("index.html"))
                .as("the site; mvn verify and mvn site make it")
                .exists();
        return site;
    }
}
