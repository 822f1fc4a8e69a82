package dev.slipway.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a POM's text says of its modules, before Maven makes a model of it: enough to find the one that is looked for.
 *
 * @param artifactId empty if the POM has none
 * @param modules POM files of the modules, those of profiles included: the commit has them all
 */
public record PomFile(String artifactId, List<Path> modules) {
    private static final String NAME = "pom.xml";
    private static final PomFile NONE = new PomFile("", List.of());

    /** Maven 4 writes {@code subprojects}. */
    private static final Set<String> LISTS = Set.of("modules", "subprojects");

    private static final Set<String> ITEMS = Set.of("module", "subproject");

    /** No reactor has so many; a ring of folders ends here. */
    private static final int MAX_POMS = 10_000;

    /** The largest POMs that people write are a tenth of this. */
    private static final long MAX_BYTES = 8L << 20;

    /** Every POM that an aggregator reaches, itself included, by its file. */
    public static Map<Path, PomFile> reachable(Path aggregator) {
        Map<Path, PomFile> found = new TreeMap<>();
        Deque<Path> next = new ArrayDeque<>(List.of(aggregator));
        while (!next.isEmpty() && found.size() < MAX_POMS) {
            Path file = next.remove();
            if (!found.containsKey(file)) {
                PomFile pom = read(file);
                found.put(file, pom);
                next.addAll(pom.modules());
            }
        }
        return found;
    }

    /** A file that is no sound POM has no modules; Maven complains of it where it matters. */
    static PomFile read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return NONE;
            }
            try (InputStream in = Files.newInputStream(file)) {
                return read(factory().createXMLStreamReader(in), file);
            }
        } catch (IOException | XMLStreamException e) {
            return NONE;
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static PomFile read(XMLStreamReader xml, Path file) throws XMLStreamException {
        String artifactId = "";
        List<Path> modules = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                open.pop();
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                String parent = open.isEmpty() ? "" : open.peek();
                if (ITEMS.contains(name) && LISTS.contains(parent)) {
                    modules.add(module(file, xml.getElementText().strip()));
                } else if (name.equals("artifactId") && open.size() == 1) {
                    artifactId = xml.getElementText().strip();
                } else {
                    open.push(name);
                }
            }
        }
        return new PomFile(artifactId, modules);
    }

    /** A module is a folder, or the POM in it. */
    private static Path module(Path aggregator, String written) {
        Path path = aggregator.resolveSibling(written.replace('\\', '/')).normalize();
        return Files.isDirectory(path) ? path.resolve(NAME) : path;
    }

    /** The POM of a folder. */
    public static Path in(Path folder) {
        return folder.resolve(NAME);
    }
}
