package dev.slipway.compose;

import dev.slipway.spec.LinuxKit;
import dev.slipway.tree.FileTree;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Puts an operating system together from its YAML and its images, in LinuxKit's order: kernel, init, volumes, onboot, onshutdown,
 * services, files. A pure function.
 */
public final class Composer {
    private Composer() {}

    /** @throws dev.slipway.problem.Problem if an image has not what the YAML takes from it, or its label is wrong */
    public static Composition compose(ComposeInput input) {
        return compose(input, begun -> {});
    }

    /**
     * The same.
     *
     * @param begun takes what is there once the kernel is in place, and again after {@code init}. What comes later seldom changes it, and
     *     mostly adds to it
     */
    public static Composition compose(ComposeInput input, Consumer<Supplier<Composition>> begun) {
        LinuxKit spec = input.spec();
        Warnings warnings = new Warnings();
        RootTree root = new RootTree(input.mtime(), warnings);
        new KernelStage(input, root, warnings).add(spec.kernel());
        begun.accept(asFarAs(root.build()));
        new InitStage(input, root).add(spec.init());
        begun.accept(asFarAs(root.build()));
        new VolumeStage(input, root).add(spec.volumes());
        ContainerStage containers = new ContainerStage(input, root, warnings);
        containers.add("onboot", spec.onboot());
        containers.add("onshutdown", spec.onshutdown());
        containers.add("services", spec.services());
        new FileStage(input, root, warnings).add(spec.files(), containers.composed());
        FileTree whole = root.build();
        XattrCheck.warn(whole, warnings);
        if (!spec.init().isEmpty()) {
            new RootPrograms(spec, whole, warnings).warn();
            new BindSources(containers.composed(), whole, warnings).warn();
        }
        return Composition.split(whole, warnings);
    }

    private static Supplier<Composition> asFarAs(FileTree tree) {
        return () -> Composition.split(tree, new Warnings());
    }

    /**
     * The same composition, found to fit a machine of so much memory; with a warning if it fits barely.
     *
     * @param memory bytes
     * @throws NeedsMoreMemory if its kernel could not unpack it
     */
    public static Composition requireFits(long memory, Composition composition, LinuxKit spec) {
        return MemoryEstimate.requireFits(memory, composition, spec);
    }
}
