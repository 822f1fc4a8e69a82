package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The plugin's descriptor, as Maven and its help plugin read it. */
final class GoalsFixture {
    static final Path DESCRIPTOR = Path.of("target/classes/META-INF/maven/plugin.xml");

    /**
     * A parameter that a user can set.
     *
     * @param property empty if only the POM can set it
     * @param byDefault empty for none
     */
    record Setting(
            String goal,
            String name,
            String type,
            boolean required,
            String property,
            String byDefault,
            String since,
            String description) {
        /** All of it but the texts, as a line. */
        String line() {
            return "  %-20s %-8s %s"
                    .formatted(
                            name,
                            type,
                            Stream.of(
                                            property.isEmpty() ? "in the POM only" : "-D" + property,
                                            byDefault.isEmpty() ? "" : "= " + byDefault,
                                            required ? "(required)" : "")
                                    .filter(part -> !part.isEmpty())
                                    .collect(Collectors.joining(" ")));
        }
    }

    /**
     * A goal of ours; the help goal is generated with its texts.
     *
     * @param traits what Maven has to know of it: the phase, and what differs from a goal without annotations
     */
    record Goal(String name, String traits, String description, List<Setting> settings) {}

    private GoalsFixture() {}

    static List<Goal> read() throws Exception {
        assertThat(DESCRIPTOR).as("mvn process-classes makes it").exists();
        Element plugin = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(DESCRIPTOR.toFile())
                .getDocumentElement();
        List<Goal> goals = new ArrayList<>();
        for (Element mojo : children(child(plugin, "mojos"))) {
            if (!text(mojo, "goal").equals("help")) {
                goals.add(new Goal(text(mojo, "goal"), traits(mojo), text(mojo, "description"), settings(mojo)));
            }
        }
        return goals;
    }

    private static String traits(Element mojo) {
        List<String> traits = new ArrayList<>();
        traits.add(text(mojo, "phase").isEmpty() ? "no phase" : "phase " + text(mojo, "phase"));
        for (String trait : List.of("requiresProject", "requiresOnline", "aggregator", "threadSafe")) {
            traits.add(trait + "=" + text(mojo, trait));
        }
        return String.join(", ", traits);
    }

    private static List<Setting> settings(Element mojo) {
        List<Setting> settings = new ArrayList<>();
        for (Element parameter : children(child(mojo, "parameters"))) {
            if (text(parameter, "editable").equals("true")) {
                String name = text(parameter, "name");
                Element value = child(child(mojo, "configuration"), name);
                settings.add(new Setting(
                        text(mojo, "goal"),
                        name,
                        text(parameter, "type").replaceAll("^.*\\.", ""),
                        text(parameter, "required").equals("true"),
                        value == null ? "" : value.getTextContent().replaceAll("^\\$\\{|\\}$", ""),
                        value == null ? "" : value.getAttribute("default-value"),
                        text(parameter, "since"),
                        text(parameter, "description")));
            }
        }
        return settings;
    }

    private static String text(Element parent, String name) {
        Element child = child(parent, name);
        return child == null ? "" : child.getTextContent();
    }

    private static Element child(Element parent, String name) {
        return parent == null
                ? null
                : children(parent).stream()
                        .filter(child -> child.getTagName().equals(name))
                        .findFirst()
                        .orElse(null);
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
