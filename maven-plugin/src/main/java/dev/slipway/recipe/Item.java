package dev.slipway.recipe;

import dev.slipway.content.Digest;
import dev.slipway.oci.Platform;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a recipe. Paths in the image are clean; {@code where} is file, line and column. */
public sealed interface Item {
    /** Where it is written. */
    String where();

    /** An item that applies to one platform only. */
    record ForPlatform(Platform platform, Item item) implements Item {
        @Override
        public String where() {
            return item.where();
        }
    }

    /**
     * The files of a Debian binary package.
     *
     * @param dependencies whether those of all packages that it depends on belong to it
     */
    record Debian(String where, String name, boolean dependencies, Selection selection) implements Item {}

    /**
     * The files of an archive.
     *
     * @param sha256 what the archive must be; null only for files beside the recipe and Maven artifacts
     * @param stripComponents leading segments to drop before patterns look at a path
     */
    record Archive(
            String where, ArchiveSource source, @Nullable Digest sha256, int stripComponents, Selection selection)
            implements Item {}

    /**
     * The files of a folder beside the recipe.
     *
     * @param mode of every file that is not executable
     * @param executable files that get mode 0755
     */
    record Directory(String where, String path, Selection selection, int mode, List<PlacedGlob> executable)
            implements Item {
        public Directory {
            executable = List.copyOf(executable);
        }
    }

    /**
     * One file.
     *
     * @param text its content, or null if {@code source} gives it
     * @param source path of a file beside the recipe, or null if {@code text} is the content
     */
    record File(String where, String path, @Nullable String text, @Nullable String source, Owner owner)
            implements Item {
        public File {
            if ((text == null) == (source == null)) {
                throw new IllegalArgumentException("exactly one of text and source");
            }
        }
    }

    /** A directory. */
    record Mkdir(String where, String path, Owner owner) implements Item {}

    /** @param target as written */
    record Symlink(String where, String path, String target) implements Item {}

    /**
     * A user in {@code etc/passwd}.
     *
     * @param groups further ones
     */
    record User(String where, String name, long uid, long gid, String home, String shell, List<String> groups)
            implements Item {
        public User {
            groups = List.copyOf(groups);
        }
    }

    /** A group in {@code etc/group}. */
    record Group(String where, String name, long gid) implements Item {}

    /** Removes what is there so far. */
    record Remove(String where, List<PlacedGlob> globs) implements Item {
        public Remove {
            globs = List.copyOf(globs);
        }
    }

    /** A file made of other files, in path order. */
    record Concatenate(String where, String path, List<PlacedGlob> of, Owner owner) implements Item {
        public Concatenate {
            of = List.copyOf(of);
        }
    }

    /** @param path the directory of a kernel's modules, {@code lib/modules/<release>} */
    record Depmod(String where, String path) implements Item {}

    /** A file that is itself a tar of further items. */
    record Tar(String where, String path, List<Item> contents, Owner owner) implements Item {
        public Tar {
            contents = List.copyOf(contents);
        }
    }

    /**
     * Mode and owner of what an item makes.
     *
     * @param mode permission bits, 0 to 07777
     */
    record Owner(int mode, long uid, long gid) {
        /** Root's, with a mode. */
        public static Owner root(int mode) {
            return new Owner(mode, 0, 0);
        }
    }
}
