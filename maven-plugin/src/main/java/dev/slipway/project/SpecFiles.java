package dev.slipway.project;

import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.SpecText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the files that say what to build. */
public final class SpecFiles {
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)}");

    private SpecFiles() {}

    /** The YAML files, filtered if the project wants that, and merged. */
    public static LinuxKit read(LinuxKitProject project) {
        List<SpecText> texts = new ArrayList<>();
        for (Path file : project.config()) {
            texts.add(new SpecText(
                    String.valueOf(file.getFileName()), filtered(ProjectFile.text(file), project.properties())));
        }
        return LinuxKit.parse(texts);
    }

    /** As Maven filters resources: a name that is no property stays as it is, for a shell may mean it. */
    public static String filtered(String text, Map<String, String> properties) {
        return properties.isEmpty()
                ? text
                : PROPERTY.matcher(text)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(properties.getOrDefault(found.group(1), found.group())));
    }
}
