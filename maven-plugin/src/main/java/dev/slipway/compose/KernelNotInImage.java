package dev.slipway.compose;

import dev.slipway.problem.Problem;
import dev.slipway.spec.Kernel;
import dev.slipway.spec.container.ImageField;
import dev.slipway.tree.FileTree;

/** The kernel's image has no kernel where one is looked for. */
public final class KernelNotInImage extends Problem {
    private static final long serialVersionUID = 1L;

    KernelNotInImage(Kernel kernel, ImageField image, FileTree tree) {
        super(
                Fault.USER,
                (kernel.binary() == null ? image.place() : kernel.places().at("binary")).toString(),
                "the image " + image.reference().canonical() + " has no kernel at '" + kernel.binaryPath() + "'",
                RootListing.of(tree) + "\n" + remedy(tree));
    }

    private static String remedy(FileTree tree) {
        return RootListing.likelyKernel(tree)
                .map(path -> "If the kernel is '" + path + "', add this to the section kernel:  binary: " + path)
                .orElse("Name the file that is the kernel in the section kernel:  binary: <path in the image>\n"
                        + "or name an image that has a kernel.");
    }
}
