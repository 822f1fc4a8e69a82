package dev.slipway.recipe;

import dev.slipway.oci.Platform;
import dev.slipway.spec.container.ContainerSettings;
import dev.slipway.spec.container.LinuxKitLabel;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.Schema;
import dev.slipway.yaml.ValueReader;
import dev.slipway.yaml.Yaml;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code package.yml} strictly, and tells all that is wrong with it at once. */
public final class RecipeReader {
    /** How LinuxKit runs the image, as JSON (LinuxKit docs, "Image specification"). */
    private static final Platform DEFAULT_PLATFORM = Platform.parse("linux/amd64");

    private RecipeReader() {}

    /**
     * @param fileName named in failures
     * @throws dev.slipway.yaml.InvalidYaml with everything that is wrong
     */
    public static Recipe read(String text, String fileName) {
        return Yaml.read(text, fileName, root -> recipe(root, fileName));
    }

    /** The JSON Schema of a recipe, for editors. */
    public static String schema() {
        return Schema.of("Slipway image recipe", root -> recipe(root, "package.yml"));
    }

    private static @Nullable Recipe recipe(ObjectReader root, String fileName) {
        Platform platform = root.about("Platform of the image, as os/architecture[/variant]; default: linux/amd64.")
                .parsed("platform", Platform::parse);
        List<Platform> platforms = platforms(root.about(
                        "Platforms that the image is made for, in the place of 'platform'. It is an index of one image for each.")
                .value("platforms"));
        List<DebianSuite> suites = root.about("The Debian release that 'debian' items take packages from.")
                .object("debian", SuiteReader::suites);
        ValueReader contents = root.about("What the image contains: items, applied in this order.")
                .required("contents");
        List<Item> items = contents == null ? null : ItemReader.items(contents);
        RecipeConfig config =
                root.about("How the image is run (OCI image configuration).").object("config", RecipeReader::config);
        if (items == null) {
            return null;
        }
        Recipe recipe = new Recipe(
                fileName,
                platforms == null || platforms.isEmpty()
                        ? List.of(platform == null ? DEFAULT_PLATFORM : platform)
                        : platforms,
                suites == null ? List.of() : suites,
                items,
                config == null ? RecipeConfig.NONE : config);
        if (!recipe.debianPackages().isEmpty() && !root.has("debian")) {
            root.refuse(
                    "an item names a Debian package, but not the release it is of", "Add 'debian: {suite: bookworm}'");
        }
        checkPlatforms(root, recipe);
        return recipe;
    }

    private static @Nullable List<Platform> platforms(@Nullable ValueReader value) {
        List<Platform> platforms = value == null ? null : value.list(each -> each.parsed(Platform::parse));
        if (value != null && value.json().equals("[]")) {
            value.refuse("there is no platform in the list", "Leave 'platforms' out for " + DEFAULT_PLATFORM);
        }
        return platforms;
    }

    private static void checkPlatforms(ObjectReader root, Recipe recipe) {
        List<Platform> platforms = recipe.platforms();
        if (root.has("platform") && root.has("platforms")) {
            root.refuse("there are both 'platform' and 'platforms'", "Write one of them");
        } else if (new HashSet<>(platforms).size() < platforms.size()) {
            root.refuse("'platforms' has a platform twice", "Write each once");
        }
        stray(recipe.contents(), platforms)
                .ifPresent(stray -> root.refuse(
                        "the item at " + stray.where() + " is for " + stray.platform()
                                + ", and the recipe makes no image for that",
                        "Add it to 'platforms', or leave the item out"));
    }

    /** An item for a platform that is not among these. */
    private static Optional<Item.ForPlatform> stray(List<Item> items, List<Platform> platforms) {
        for (Item item : items) {
            Optional<Item.ForPlatform> stray = Optional.empty();
            if (item instanceof Item.ForPlatform some) {
                stray = platforms.contains(some.platform())
                        ? stray(List.of(some.item()), platforms)
                        : Optional.of(some);
            } else if (item instanceof Item.Tar tar) {
                stray = stray(tar.contents(), platforms);
            }
            if (stray.isPresent()) {
                return stray;
            }
        }
        return Optional.empty();
    }

    private static RecipeConfig config(ObjectReader config) {
        SortedMap<String, String> labels = new TreeMap<>(
                orEmpty(config.about("Labels of the image, as texts.").textMap("labels")));
        ValueReader linuxkit = config.about("How LinuxKit runs the image; becomes the label org.mobyproject.config.")
                .value("linuxkit");
        if (linuxkit != null) {
            if (labels.containsKey(LinuxKitLabel.NAME)) {
                linuxkit.refuse(
                        "the label " + LinuxKitLabel.NAME + " is given twice", "Keep one of 'linuxkit' and the label");
            }
            labels.put(LinuxKitLabel.NAME, ContainerSettings.labelOf(linuxkit));
        }
        return new RecipeConfig(
                orEmpty(config.about("Program and first arguments.").texts("entrypoint")),
                orEmpty(config.about("Further arguments, which a user of the image may replace.")
                        .texts("cmd")),
                orEmpty(config.about("Environment variables as NAME=value.").list("env", RecipeReader::variable)),
                orEmpty(config.about("Working directory; default: /.").text("workingDir")),
                orEmpty(config.about(
                                "User that runs the program, as user or user:group, names or numbers; default: root.")
                        .text("user")),
                labels,
                config.places());
    }

    private static @Nullable String variable(ValueReader value) {
        String text = value.text();
        if (text != null && text.indexOf('=') <= 0) {
            value.refuse("'" + text + "' is not an environment variable", "Write NAME=value");
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
