package dev.slipway.recipe;

import dev.slipway.content.Content;
import dev.slipway.recipe.depmod.Depmod;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import dev.slipway.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Works through the items of a recipe, in order. */
public final class Assembler {
    private final Sources sources;
    private final long mtime;

    /** @param mtime modification time, in seconds, of all that has none of its own; others are clamped to it */
    public Assembler(Sources sources, long mtime) {
        this.sources = sources;
        this.mtime = mtime;
    }

    /**
     * The tree that the items make.
     *
     * @throws PatternMatchesNothing if an item's pattern is of no effect
     */
    public FileTree assemble(List<Item> items) throws IOException {
        TreeBuilder tree = new TreeBuilder(mtime);
        for (Item item : items) {
            put(item, tree);
        }
        return tree.build().clampedTo(mtime);
    }

    private void put(Item item, TreeBuilder tree) throws IOException {
        if (item instanceof Item.Debian debian) {
            putPackages(debian, tree);
        } else if (item instanceof Item.Archive archive) {
            FileTree all = stripped(sources.archive(archive), archive.stripComponents());
            putAll(archive.selection().of(all), item.where(), tree);
        } else if (item instanceof Item.Directory directory) {
            putAll(directory.selection().of(neutral(directory)), item.where(), tree);
        } else if (item instanceof Item.Remove remove) {
            // All patterns look at one tree: an earlier one must not leave a later one without effect.
            FileTree soFar = tree.build();
            remove.globs().forEach(glob -> matches(glob, soFar).forEach(entry -> tree.remove(entry.path())));
        } else {
            putOne(item, tree);
        }
    }

    private void putPackages(Item.Debian item, TreeBuilder tree) throws IOException {
        int number = 0;
        for (List<Entry> entries : item.selection().of(sources.debian(item))) {
            String source = item.where() + "/" + number++;
            for (Entry entry : entries) {
                if (!staysAsInDebian(entry, tree)) {
                    putAll(List.of(entry), source, tree);
                }
            }
        }
    }

    private void putOne(Item item, TreeBuilder tree) throws IOException {
        if (item instanceof Item.File file) {
            putFile(file.path(), file.owner(), content(file), tree);
        } else if (item instanceof Item.Mkdir mkdir) {
            tree.put(new Entry(mkdir.path(), attributes(mkdir.owner()), new Node.Directory(), Origin.NONE));
        } else if (item instanceof Item.Symlink link) {
            Attributes attributes = Attributes.of(0777, mtime);
            tree.put(new Entry(link.path(), attributes, new Node.Symlink(link.target()), Origin.NONE));
        } else if (item instanceof Item.Concatenate joined) {
            putFile(joined.path(), joined.owner(), concatenated(joined, tree), tree);
        } else if (item instanceof Item.Tar tar) {
            putFile(tar.path(), tar.owner(), sources.tar(assemble(tar.contents())), tree);
        } else if (item instanceof Item.Depmod depmod) {
            depmod(depmod, tree);
        } else if (item instanceof Item.User || item instanceof Item.Group) {
            putAccount(item, tree);
        } else {
            throw new IllegalStateException("an item without a meaning: " + item);
        }
    }

    private void putAccount(Item item, TreeBuilder tree) throws IOException {
        Accounts accounts = new Accounts(tree, item.where());
        if (item instanceof Item.Group group) {
            putFile(Accounts.GROUP, Item.Owner.root(0644), accounts.group(group), tree);
        } else if (item instanceof Item.User user) {
            Content users = accounts.passwd(user);
            Content groups = accounts.groupsOf(user);
            putFile(Accounts.PASSWD, Item.Owner.root(0644), users, tree);
            if (groups != null) {
                putFile(Accounts.GROUP, Item.Owner.root(0644), groups, tree);
            }
        }
    }

    /**
     * Debian Policy 6.6: a directory never replaces a link to a directory, nor such a link a directory; what is there stays, and what
     * the package has below is put through the link. ({@code /lib} of a package goes to {@code /usr/lib} that way.)
     */
    private static boolean staysAsInDebian(Entry entry, TreeBuilder tree) {
        Entry old = tree.get(entry.path());
        if (old == null) {
            return false;
        }
        if (entry.isDirectory()) {
            return old.node() instanceof Node.Symlink link && leadsToDirectory(entry.path(), link, tree);
        }
        return entry.node() instanceof Node.Symlink link
                && old.isDirectory()
                && leadsToDirectory(entry.path(), link, tree);
    }

    private static boolean leadsToDirectory(String path, Node.Symlink link, TreeBuilder tree) {
        String target = link.target();
        return tree.directory(target.startsWith("/") ? target : TreePath.parent(path) + "/" + target) != null;
    }

    private void putAll(List<Entry> entries, String source, TreeBuilder tree) {
        entries.forEach(
                entry -> tree.put(new Entry(entry.path(), attributes(entry), node(entry.node(), source), Origin.NONE)));
    }

    // Linux gives every link all bits; some archivers write others.
    private static Attributes attributes(Entry entry) {
        return entry.node() instanceof Node.Symlink ? entry.attributes().withMode(0777) : entry.attributes();
    }

    // Two sources may use the same inode names; where an item stands is unique.
    private static Node node(Node node, String source) {
        return node instanceof Node.RegularFile file
                ? new Node.RegularFile(file.content(), source + "/" + file.inode())
                : node;
    }

    private void putFile(String path, Item.Owner owner, Content content, TreeBuilder tree) {
        tree.put(new Entry(path, attributes(owner), new Node.RegularFile(content, "made/" + path), Origin.NONE));
    }

    private Attributes attributes(Item.Owner owner) {
        return Attributes.of(owner.mode(), mtime).withOwner(owner.uid(), owner.gid());
    }

    private Content content(Item.File file) throws IOException {
        String source = file.source();
        return source != null ? sources.file(file, source) : Content.of(String.valueOf(file.text()));
    }

    private static FileTree stripped(FileTree tree, int components) {
        TreeBuilder kept = new TreeBuilder(0);
        for (Entry entry : tree.entries()) {
            String rest = entry.path();
            for (int i = 0; i < components && !rest.isEmpty(); i++) {
                int slash = rest.indexOf('/');
                rest = slash < 0 ? "" : rest.substring(slash + 1);
            }
            if (!rest.isEmpty()) {
                kept.put(entry.withPath(rest));
            }
        }
        return kept.build();
    }

    /** A folder's entries with the recipe's modes; what the host says of them is dropped. */
    private FileTree neutral(Item.Directory item) throws IOException {
        FileTree folder = sources.directory(item);
        List<PlacedGlob> unmatched = new ArrayList<>(item.executable());
        TreeBuilder neutral = new TreeBuilder(mtime);
        for (Entry entry : folder.entries()) {
            neutral.put(entry.withAttributes(Attributes.of(mode(entry, item, unmatched), mtime)));
        }
        if (!unmatched.isEmpty()) {
            throw new PatternMatchesNothing(unmatched.get(0));
        }
        return neutral.build();
    }

    private static int mode(Entry entry, Item.Directory item, List<PlacedGlob> unmatched) {
        if (entry.node() instanceof Node.Symlink) {
            return 0777;
        }
        if (entry.isDirectory()) {
            return 0755;
        }
        List<PlacedGlob> matching = item.executable().stream()
                .filter(placed -> placed.glob().matches(entry.path()))
                .toList();
        unmatched.removeAll(matching);
        return matching.isEmpty() ? item.mode() : 0755;
    }

    private static List<Entry> matches(PlacedGlob placed, FileTree tree) {
        List<Entry> found = tree.entries().stream()
                .filter(entry -> placed.glob().matches(entry.path()))
                .toList();
        if (found.isEmpty()) {
            throw new PatternMatchesNothing(placed);
        }
        return found;
    }

    private static Content concatenated(Item.Concatenate item, TreeBuilder tree) throws IOException {
        FileTree soFar = tree.build();
        List<PlacedGlob> unmatched = new ArrayList<>(item.of());
        List<Content> parts = new ArrayList<>();
        for (Entry entry : soFar.entries()) {
            if (entry.node() instanceof Node.RegularFile file) {
                List<PlacedGlob> matching = item.of().stream()
                        .filter(placed -> placed.glob().matches(entry.path()))
                        .toList();
                unmatched.removeAll(matching);
                if (!matching.isEmpty()) {
                    parts.add(file.content());
                }
            }
        }
        if (!unmatched.isEmpty()) {
            throw new PatternMatchesNothing(unmatched.get(0));
        }
        return Content.concat(parts);
    }

    private void depmod(Item.Depmod item, TreeBuilder tree) throws IOException {
        FileTree modules = tree.build().subtree(item.path());
        if (modules.entries().isEmpty()) {
            throw new PatternMatchesNothing(item.where(), item.path());
        }
        for (Map.Entry<String, String> file : Depmod.of(modules).entrySet()) {
            String path = TreePath.join(item.path(), file.getKey());
            // Module information is bytes; they were read one to a character.
            Content content = Content.of(file.getValue().getBytes(StandardCharsets.ISO_8859_1));
            putFile(path, Item.Owner.root(0644), content, tree);
        }
    }
}
