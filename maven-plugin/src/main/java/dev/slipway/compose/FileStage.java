package dev.slipway.compose;

import dev.slipway.compose.program.Program;
import dev.slipway.content.Content;
import dev.slipway.spec.FileEntry;
import dev.slipway.spec.container.Id;
import dev.slipway.spec.metadata.Metadata;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreePath;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the entries of {@code files} over everything else. */
final class FileStage {
    /** The source of every origin here. */
    static final String SOURCE = "linuxkit.files";

    private final ComposeInput input;
    private final RootTree root;
    private final DirectoryModeCheck narrowed;
    private final Warnings warnings;
    private final Set<String> written = new HashSet<>();

    FileStage(ComposeInput input, RootTree root, Warnings warnings) {
        this.input = input;
        this.root = root;
        this.warnings = warnings;
        this.narrowed = new DirectoryModeCheck(root, warnings);
    }

    /** @param containers which may see what is written here */
    void add(List<FileEntry> files, List<ComposedContainer> containers) {
        for (int i = 0; i < files.size(); i++) {
            add(files.get(i), new Origin(SOURCE, "files[" + i + "]"));
        }
        narrowed.warn(containers);
    }

    private void add(FileEntry file, Origin origin) {
        Optional<Node> node = node(file, origin);
        if (node.isEmpty()) {
            return;
        }
        String path = TreePath.clean(file.relativePath());
        Attributes attributes = attributes(file);
        warnOfScript(file, node.get());
        addParents(TreePath.parent(path), attributes.withMode(directoryMode(attributes.mode())), file, origin);
        narrowed.remember(path, node.get(), file);
        root.put(new Entry(path, attributes, node.get(), origin));
        written.add(path);
    }

    /** Whatever its mode: scripts are also handed to a shell, which stumbles over the line ends as well. */
    private void warnOfScript(FileEntry file, Node node) {
        if (node instanceof Node.RegularFile regular) {
            Program.scriptComplaint(regular.content())
                    .ifPresent(complaint ->
                            warnings.add(file.places().at("path"), "'" + file.relativePath() + "' is " + complaint));
        }
    }

    /** LinuxKit writes each parent that this section has not written yet, with the entry's owner, over what is there. */
    private void addParents(String path, Attributes attributes, FileEntry file, Origin origin) {
        if (path.isEmpty()) {
            return;
        }
        addParents(TreePath.parent(path), attributes, file, origin);
        if (written.add(path)) {
            Node.Directory directory = new Node.Directory();
            narrowed.remember(path, directory, file);
            root.put(new Entry(path, attributes, directory, origin));
        }
    }

    /** Who has any right on the file may enter the directory. */
    private static int directoryMode(int fileMode) {
        int mode = fileMode;
        for (int shift = 0; shift <= 6; shift += 3) {
            if ((fileMode >> shift & 7) != 0) {
                mode |= 1 << shift;
            }
        }
        return mode;
    }

    private Attributes attributes(FileEntry file) {
        return new Attributes(
                file.fileMode(),
                id(file.uid(), file, "uid"),
                id(file.gid(), file, "gid"),
                input.mtime(),
                Collections.emptySortedMap());
    }

    private long id(@Nullable Id id, FileEntry file, String key) {
        return id == null
                ? 0
                : input.spec()
                        .idOf(id)
                        .orElseThrow(() -> new UnknownId(file.places().at(key), id, input.spec()));
    }

    private Optional<Node> node(FileEntry file, Origin origin) {
        return switch (file.kind()) {
            case DIRECTORY -> Optional.of(new Node.Directory());
            case SYMLINK -> Optional.of(new Node.Symlink(text(file.symlink())));
            case CONTENTS -> Optional.of(made(Content.of(text(file.contents())), file, origin));
            case METADATA -> Optional.of(made(Content.of(Metadata.print(input.spec(), format(file))), file, origin));
            case SOURCE -> source(file).map(content -> made(content, file, origin));
        };
    }

    private static Node made(Content content, FileEntry file, Origin origin) {
        return RootTree.made(content, file.relativePath(), origin);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static FileEntry.MetadataFormat format(FileEntry file) {
        return Objects.requireNonNull(file.metadata(), "an entry of kind METADATA has a format");
    }

    private Optional<Content> source(FileEntry file) {
        String path = text(file.source());
        Optional<Content> content = input.sources().find(path);
        if (content.isEmpty() && !file.optional()) {
            throw new SourceFileMissing(file.places().at("source"), path);
        }
        return content;
    }
}
