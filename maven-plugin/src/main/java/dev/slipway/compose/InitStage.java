package dev.slipway.compose;

import dev.slipway.compose.program.Program;
import dev.slipway.compose.program.ProgramSearch;
import dev.slipway.content.Content;
import dev.slipway.spec.container.ImageField;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Lays the images of {@code init} over one another at the root. */
final class InitStage {
    private static final String APK_DATABASE = "lib/apk/db/installed";
    /** What the kernel starts: of an initrd, and of a root file system. */
    private static final List<String> FIRST_PROGRAMS = List.of("init", "sbin/init");

    private static final Origin APK_ORIGIN = new Origin("LINUXKIT.apkinit", "init");

    private final ComposeInput input;
    private final RootTree root;
    private final ImageFilter filter;

    InitStage(ComposeInput input, RootTree root) {
        this.input = input;
        this.root = root;
        this.filter = new ImageFilter(input.mtime());
    }

    void add(List<ImageField> images) {
        List<Content> apkDatabases = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            ImageField image = images.get(i);
            SourceImage source = input.images().image(image.reference());
            requireStart(image, source);
            FileTree tree = source.tree();
            tree.find(APK_DATABASE).ifPresent(entry -> collect(entry, apkDatabases));
            FileTree filtered = filter.apply(tree, ImageFilter.ResolvConf.LINK_TO_RUN);
            root.overlay(filtered, new Origin(image.expanded(), "init[" + i + "]"));
        }
        if (apkDatabases.size() > 1) {
            root.put(new Entry(
                    APK_DATABASE,
                    Attributes.of(0644, input.mtime()),
                    RootTree.made(merge(apkDatabases), APK_DATABASE, APK_ORIGIN),
                    APK_ORIGIN));
        }
    }

    private static void requireStart(ImageField image, SourceImage source) {
        ProgramSearch programs = new ProgramSearch(source.tree());
        for (String path : FIRST_PROGRAMS) {
            programs.file("/" + path)
                    .flatMap(program -> Program.complaint(
                            program, source.config().platform().architecture()))
                    .ifPresent(complaint -> {
                        throw new SystemCannotStart(image.place(), path, complaint);
                    });
        }
    }

    private static void collect(Entry entry, List<Content> apkDatabases) {
        if (entry.node() instanceof Node.RegularFile file) {
            apkDatabases.add(file.content());
        }
    }

    /** One database that knows the packages of all images; in the tree the last image's would hide the others. */
    private static Content merge(List<Content> databases) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (Content database : databases) {
                database.writeTo(all);
                all.write('\n');
                all.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Content.of(all.toByteArray());
    }
}
