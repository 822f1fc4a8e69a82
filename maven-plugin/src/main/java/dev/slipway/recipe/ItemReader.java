package dev.slipway.recipe;

import dev.slipway.content.Digest;
import dev.slipway.oci.Platform;
import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.Reading;
import dev.slipway.yaml.ValueReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one step of a recipe; the key that stands for its kind decides which others it may have. */
final class ItemReader {
    private static final Pattern PACKAGE_NAME = Pattern.compile("[a-z0-9][a-z0-9.+-]+");
    private static final long MAX_ID = 0xffff_ffffL;
    private static final long MAX_STRIP = 100;

    private static final Map<String, Reading<ObjectReader, ? extends Item>> KINDS = kinds();

    private ItemReader() {}

    private static Map<String, Reading<ObjectReader, ? extends Item>> kinds() {
        Map<String, Reading<ObjectReader, ? extends Item>> kinds = new LinkedHashMap<>();
        kinds.put("debian", ItemReader::debian);
        kinds.put("archive", ItemReader::archive);
        kinds.put("directory", ItemReader::directory);
        kinds.put("file", ItemReader::file);
        kinds.put("mkdir", ItemReader::mkdir);
        kinds.put("symlink", ItemReader::symlink);
        kinds.put("user", AccountReader::user);
        kinds.put("group", AccountReader::group);
        kinds.put("remove", ItemReader::remove);
        kinds.put("concatenate", ItemReader::concatenate);
        kinds.put("depmod", ItemReader::depmod);
        kinds.put("tar", ItemReader::tar);
        kinds.replaceAll((name, kind) -> anywhere(kind));
        return kinds;
    }

    static @Nullable List<Item> items(ValueReader contents) {
        return contents.list(value -> value.part("item", item -> item.object(ItemReader::item)));
    }

    private static @Nullable Item item(ObjectReader item) {
        return item.oneKind(KINDS, written -> refuse(item, written));
    }

    // Read with every kind, because the kind decides which keys an item may have.
    private static Reading<ObjectReader, Item> anywhere(Reading<ObjectReader, ? extends Item> kind) {
        return item -> {
            Item read = kind.read(item);
            Platform platform = item.about(
                            "Platform that the item applies to, one of 'platforms'; default: all of them.")
                    .parsed("platform", Platform::parse);
            return read == null || platform == null ? read : new Item.ForPlatform(platform, read);
        };
    }

    private static void refuse(ObjectReader item, List<String> written) {
        String all = String.join(", ", KINDS.keySet());
        item.refuse(
                written.isEmpty()
                        ? "this item has none of the keys " + all
                        : "this item has the keys " + String.join(" and ", written),
                written.isEmpty() ? "Write one of them" : "Write an item for each, in the order in which they apply");
    }

    private static Item.@Nullable Debian debian(ObjectReader item) {
        ValueReader value = item.about("Takes files from this Debian package, whose version package.lock pins.")
                .required("debian");
        String name = value == null ? null : value.text();
        Boolean dependencies = item.about(
                        "If true, takes files of all packages that it depends on, too (Depends and Pre-Depends); package.lock pins them; default: false.")
                .bool("dependencies");
        Selection selection = SelectionReader.selection(item);
        if (name == null || value == null) {
            return null;
        }
        if (!PACKAGE_NAME.matcher(name).matches()) {
            value.refuse("'" + name + "' is not the name of a Debian package", "Write the package's name alone");
        }
        return new Item.Debian(value.place().toString(), name, Boolean.TRUE.equals(dependencies), selection);
    }

    private static Item.@Nullable Archive archive(ObjectReader item) {
        ValueReader value = item.about(
                        "Takes files from a tar or zip: a file beside the recipe, an https address, or maven:group:artifact:version[:classifier]:type.")
                .required("archive");
        ArchiveSource source = value == null ? null : value.parsed(ArchiveSource::parse);
        Digest sha256 = item.about("SHA-256 of the archive, 64 hex digits; required for an https address.")
                .parsed("sha256", hex -> Digest.parse("sha256:" + hex));
        Long strip = item.about(
                        "How many leading names of each path are dropped before patterns are compared; default: 0.")
                .integer("stripComponents", 0, MAX_STRIP);
        Selection selection = SelectionReader.selection(item);
        if (source == null || value == null) {
            return null;
        }
        if (source instanceof ArchiveSource.Url && !item.has("sha256")) {
            value.refuse(
                    "an archive from the network needs its sha256",
                    "Add 'sha256: <64 hex digits>', as its publisher states it");
        }
        int components = strip == null ? 0 : strip.intValue();
        return new Item.Archive(value.place().toString(), source, sha256, components, selection);
    }

    private static Item.@Nullable Directory directory(ObjectReader item) {
        ValueReader value = item.about("Takes the files of this directory beside the recipe.")
                .required("directory");
        String path = value == null ? null : value.parsed(LocalPath::clean);
        Selection selection = SelectionReader.selection(item);
        int mode = mode(item, 0644);
        List<PlacedGlob> executable =
                SelectionReader.globs(item.about("Patterns of files that get mode 0755."), "executable");
        return path == null || value == null
                ? null
                : new Item.Directory(value.place().toString(), path, selection, mode, executable);
    }

    private static Item.@Nullable File file(ObjectReader item) {
        String path = path(item.about("Makes a file at this path in the image."), "file");
        String text = item.about("Text of the file.").text("contents");
        String source = item.about("File beside the recipe whose bytes become the file's.")
                .parsed("source", LocalPath::clean);
        Item.Owner owner = owner(item, 0644);
        if (item.has("contents") == item.has("source")) {
            item.refuse(
                    "a file needs exactly one of 'contents' and 'source'",
                    "Write its text as 'contents', or name a file beside the recipe as 'source'");
            return null;
        }
        boolean unread = text == null && source == null;
        return path == null || unread ? null : new Item.File(place(item, "file"), path, text, source, owner);
    }

    private static Item.@Nullable Mkdir mkdir(ObjectReader item) {
        String path = path(item.about("Makes a directory at this path in the image."), "mkdir");
        Item.Owner owner = owner(item, 0755);
        return path == null ? null : new Item.Mkdir(place(item, "mkdir"), path, owner);
    }

    private static Item.@Nullable Symlink symlink(ObjectReader item) {
        String path = path(item.about("Makes a symbolic link at this path in the image."), "symlink");
        String target = item.about("Target of the link.").requiredText("target");
        return path == null || target == null ? null : new Item.Symlink(place(item, "symlink"), path, target);
    }

    private static Item.Remove remove(ObjectReader item) {
        List<PlacedGlob> globs = SelectionReader.globs(
                item.about("Removes what these patterns match from what is there so far."), "remove");
        return new Item.Remove(place(item, "remove"), globs);
    }

    private static Item.@Nullable Concatenate concatenate(ObjectReader item) {
        String path = path(
                item.about(
                        "Makes a file at this path in the image from other files of the image, in the order of their paths."),
                "concatenate");
        List<PlacedGlob> of = SelectionReader.globs(item.about("Patterns of the files to concatenate."), "of");
        Item.Owner owner = owner(item, 0644);
        if (of.isEmpty() && !item.has("of")) {
            item.refuse("the key 'of' is missing", "Add 'of: [\"path/of/the/**/parts\"]'");
        }
        return path == null ? null : new Item.Concatenate(place(item, "concatenate"), path, of, owner);
    }

    private static Item.@Nullable Depmod depmod(ObjectReader item) {
        String path = path(
                item.about(
                        "Makes the lists of kernel modules in this directory of the image, such as lib/modules/6.1.0."),
                "depmod");
        return path == null ? null : new Item.Depmod(place(item, "depmod"), path);
    }

    private static Item.@Nullable Tar tar(ObjectReader item) {
        String path = path(item.about("Makes a tar at this path in the image."), "tar");
        ValueReader contents = item.about("What the tar contains: items, applied in this order.")
                .required("contents");
        List<Item> items = contents == null ? null : items(contents);
        Item.Owner owner = owner(item, 0644);
        return path == null || items == null ? null : new Item.Tar(place(item, "tar"), path, items, owner);
    }

    private static String place(ObjectReader item, String key) {
        ValueReader value = item.value(key);
        return (value == null ? item.place() : value.place()).toString();
    }

    private static @Nullable String path(ObjectReader item, String key) {
        return item.requiredParsed(key, SelectionReader::imagePath);
    }

    private static Item.Owner owner(ObjectReader item, int defaultMode) {
        return new Item.Owner(
                mode(item, defaultMode),
                id(item.about("User ID of the owner; default: 0."), "uid"),
                id(item.about("Group ID of the owner; default: 0."), "gid"));
    }

    private static int mode(ObjectReader item, int defaultMode) {
        Integer mode = item.about(
                        "Permission bits, octal digits in quotes; default: \"0644\", for a directory \"0755\".")
                .parsed("mode", PermissionBits::parse);
        return mode == null ? defaultMode : mode;
    }

    private static long id(ObjectReader item, String key) {
        Long id = item.integer(key, 0, MAX_ID);
        return id == null ? 0 : id;
    }
}
