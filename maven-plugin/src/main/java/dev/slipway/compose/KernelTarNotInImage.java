package dev.slipway.compose;

import dev.slipway.problem.Problem;
import dev.slipway.spec.Kernel;
import dev.slipway.spec.container.ImageField;
import dev.slipway.tree.FileTree;

/** The kernel's image has no tar of modules where one is looked for. */
public final class KernelTarNotInImage extends Problem {
    private static final long serialVersionUID = 1L;

    KernelTarNotInImage(Kernel kernel, ImageField image, String path, FileTree tree) {
        super(
                Fault.USER,
                (kernel.tar() == null ? image.place() : kernel.places().at("tar")).toString(),
                "the image " + image.reference().canonical() + " has no '" + path
                        + "', the tar with the kernel's modules",
                RootListing.of(tree) + "\nIf the kernel needs no modules, add this to the section kernel:  tar: none\n"
                        + "If they are in another file:  tar: <path in the image>");
    }
}
