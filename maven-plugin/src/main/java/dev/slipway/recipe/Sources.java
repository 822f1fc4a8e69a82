package dev.slipway.recipe;

import dev.slipway.content.Content;
import dev.slipway.tree.FileTree;
import java.io.IOException;
import java.util.List;

/** Brings what the items of a recipe name. */
public interface Sources {
    /** The files of a locked package, as Debian packed them; before them those of its dependencies, if the item has them. */
    List<FileTree> debian(Item.Debian item) throws IOException;

    /** The files of an archive, as it was packed. */
    FileTree archive(Item.Archive item) throws IOException;

    /** The files of a folder. Its modes, owners and times mean nothing. */
    FileTree directory(Item.Directory item) throws IOException;

    /**
     * The bytes of a file beside the recipe.
     *
     * @param source the item's source
     */
    Content file(Item.File item, String source) throws IOException;

    /** A tree as a tar that can be read again. */
    Content tar(FileTree tree) throws IOException;
}
