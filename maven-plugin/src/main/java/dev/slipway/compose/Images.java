package dev.slipway.compose;

import dev.slipway.content.Content;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.spec.container.ImageField;
import dev.slipway.tree.FileTree;
import java.util.List;

/** The images at hand. What is asked for is what the YAML names; an answer costs no network. */
public interface Images {
    /** An image for the wanted platform. */
    SourceImage image(ImageReference reference);

    /**
     * An image as an OCI image layout: {@code oci-layout}, {@code index.json} and {@code blobs/sha256/...}.
     *
     * @param platforms {@code os/architecture[/variant]}; empty for all that it has
     */
    FileTree layout(ImageField image, List<String> platforms);

    /**
     * The files of a tar archive that is a file of an image.
     *
     * @param where the archive, named in failures
     */
    FileTree unpack(Content tar, String where);
}
