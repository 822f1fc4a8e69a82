package dev.slipway.lock;

import dev.slipway.content.IOFunction;
import dev.slipway.oci.ResolvedImage;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.container.ImageField;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.codehaus.plexus.util.SelectorUtils;

/**
 * Makes the lock for a YAML from the lock that was: adds what is new, drops what is gone, and moves nothing else unless it was asked to.
 */
public final class LockUpdate {
    private static final String ALL = "all";

    private final List<String> patterns;
    private final Predicate<ImageReference> isModule;

    /**
     * @param patterns {@code all}, or references, with {@code *} for any characters and {@code ?} for one
     * @param isModule true for a module of the same multi-module project, which needs no digest
     */
    public LockUpdate(List<String> patterns, Predicate<ImageReference> isModule) {
        this.patterns = List.copyOf(patterns);
        this.isModule = isModule;
    }

    /** The patterns that name no image of the YAML: most likely spelt wrong. */
    public List<String> idlePatterns(LinuxKit spec) {
        return idlePatterns(spec, List.of());
    }

    /**
     * The patterns that name no image of the YAML, and no boot loader.
     *
     * @param bootLoaders references of images beside those of the YAML
     */
    public List<String> idlePatterns(LinuxKit spec, Collection<ImageReference> bootLoaders) {
        return patterns.stream()
                .filter(pattern -> bootLoaders.stream().noneMatch(each -> matches(pattern, each.canonical())))
                .filter(pattern -> spec.images().stream().noneMatch(image -> matches(pattern, image)))
                .toList();
    }

    /**
     * The lock of the YAML's references. Only what is new or to be moved is looked up.
     *
     * @param resolver looks up what a reference names at this moment
     */
    public Lock apply(Lock old, LinuxKit spec, IOFunction<ImageReference, ResolvedImage> resolver) throws IOException {
        Map<String, LockedImage> pins = new TreeMap<>();
        Set<String> modules = new TreeSet<>();
        for (ImageField image : spec.images()) {
            String reference = image.reference().canonical();
            if (pins.containsKey(reference)) {
                continue;
            }
            Optional<String> module = Lock.moduleName(image.reference());
            if (module.isPresent() && isModule.test(image.reference())) {
                modules.add(module.get());
                continue;
            }
            LockedImage pin = old.find(reference).orElse(null);
            if (pin == null || moves(image)) {
                ResolvedImage now = resolver.apply(image.reference());
                pin = new LockedImage(reference, now.root(), now.platforms());
            }
            pins.put(reference, pin);
        }
        return Lock.of(pins.values())
                .withModules(modules)
                .withBootLoaders(old.bootLoaders())
                .withNotary(old.notary());
    }

    /** True if the pin of a boot loader is to be moved. */
    public boolean moves(ImageReference bootLoader) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, bootLoader.canonical()));
    }

    private boolean moves(ImageField image) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, image));
    }

    /** A pattern may have the reference as it is written in the YAML or in the lock. */
    private static boolean matches(String pattern, ImageField image) {
        return Stream.of(image.text(), image.reference().canonical()).anyMatch(name -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.equals(ALL) || SelectorUtils.match(pattern, name, true);
    }
}
