package dev.slipway.recipe;

import dev.slipway.oci.Platform;
import dev.slipway.spec.ContainerSettings;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import dev.slipway.yaml.Yaml;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code package.yml} strictly, and tells all that is wrong with it at once. */
public final class RecipeReader {
    /** How LinuxKit runs the image, as JSON (LinuxKit docs, "Image specification"). */
    static final String LINUXKIT_LABEL = "org.mobyproject.config";

    private static final Platform DEFAULT_PLATFORM = Platform.parse("linux/amd64");
    private static final Pattern SUITE = Pattern.compile("[a-z][a-z0-9-]*");

    private RecipeReader() {}

    /**
     * @param fileName named in failures
     * @throws dev.slipway.yaml.InvalidYaml with everything that is wrong
     */
    public static Recipe read(String text, String fileName) {
        return Yaml.read(text, fileName, root -> recipe(root, fileName));
    }

    private static @Nullable Recipe recipe(ObjectReader root, String fileName) {
        Platform platform = root.parsed("platform", Platform::parse);
        String suite = root.object("debian", debian -> suite(debian.required("suite")));
        ValueReader contents = root.required("contents");
        List<Item> items = contents == null ? null : ItemReader.items(contents);
        RecipeConfig config = root.object("config", RecipeReader::config);
        if (items == null) {
            return null;
        }
        Recipe recipe = new Recipe(
                fileName,
                platform == null ? DEFAULT_PLATFORM : platform,
                suite,
                items,
                config == null ? RecipeConfig.NONE : config);
        if (!recipe.debianPackages().isEmpty() && !root.has("debian")) {
            root.refuse(
                    "an item names a Debian package, but not the release it is of", "Add 'debian: {suite: bookworm}'");
        }
        return recipe;
    }

    private static @Nullable String suite(@Nullable ValueReader value) {
        String suite = value == null ? null : value.text();
        if (suite != null && value != null && !SUITE.matcher(suite).matches()) {
            value.refuse(
                    "'" + suite + "' is not the name of a Debian release", "Write its code name, such as bookworm");
        }
        return suite;
    }

    private static RecipeConfig config(ObjectReader config) {
        SortedMap<String, String> labels = new TreeMap<>(orEmpty(config.textMap("labels")));
        ValueReader linuxkit = config.value("linuxkit");
        if (linuxkit != null) {
            if (labels.containsKey(LINUXKIT_LABEL)) {
                linuxkit.refuse(
                        "the label " + LINUXKIT_LABEL + " is given twice", "Keep one of 'linuxkit' and the label");
            }
            if (linuxkit.isMapping()) {
                labels.put(LINUXKIT_LABEL, ContainerSettings.labelOf(linuxkit));
            } else {
                linuxkit.refuse(
                        "expected a mapping", "Write lines of 'key: value', such as 'capabilities: [CAP_NET_ADMIN]'");
            }
        }
        return new RecipeConfig(
                orEmpty(config.texts("entrypoint")),
                orEmpty(config.texts("cmd")),
                orEmpty(config.list("env", RecipeReader::variable)),
                orEmpty(config.text("workingDir")),
                orEmpty(config.text("user")),
                labels,
                config.places());
    }

    private static @Nullable String variable(ValueReader value) {
        String text = value.text();
        if (text != null && text.indexOf('=') <= 0) {
            value.refuse("'" + text + "' is no environment variable", "Write NAME=value");
        }
        return text;
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }

    private static SortedMap<String, String> orEmpty(@Nullable SortedMap<String, String> map) {
        return map == null ? new TreeMap<>() : map;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
