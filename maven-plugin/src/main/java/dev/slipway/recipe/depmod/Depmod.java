package dev.slipway.recipe.depmod;

import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The text files {@code modprobe} reads (depmod(8), modules.dep(5)). Modules stand as in {@code modules.order}; the dependencies of
 * one are complete, and every module stands before those it needs itself, so that loading them from last to first works. Among
 * dependencies that do not need each other kmod follows the symbol table, this follows the field {@code depends}.
 */
public final class Depmod {
    /** Bytes of {@code modules.order}; a distribution's has 300 KiB. */
    private static final int MAX_ORDER = 16 << 20;

    /** Modules of a kernel; a distribution's has 6,500. */
    private static final int MAX_MODULES = 20_000;

    /** Characters of {@code modules.dep}, which a chain of modules makes as long as the square of their number. */
    private static final int MAX_DEPENDENCIES = 64 << 20;

    private final List<KernelModule> modules;
    private final Map<String, KernelModule> byName;
    private final Map<String, Integer> rank;

    private Depmod(List<KernelModule> modules) {
        this.modules = modules;
        this.byName = new HashMap<>();
        modules.forEach(module -> byName.putIfAbsent(module.name(), module));
        this.rank = rank();
    }

    /**
     * @param directory what stands below {@code lib/modules/<release>}
     * @return file name to text: {@code modules.alias}, {@code modules.dep}, {@code modules.softdep}
     * @throws MalformedModule if a file named {@code .ko} is no module
     * @throws CyclicModuleDependencies if modules need each other
     */
    public static SortedMap<String, String> of(FileTree directory) throws IOException {
        List<String> order = order(directory);
        Map<String, Integer> place = new HashMap<>();
        order.forEach(path -> place.putIfAbsent(path, place.size()));
        List<KernelModule> modules = new ArrayList<>();
        for (Entry entry : directory.entries()) {
            if (entry.node() instanceof Node.RegularFile file && KernelModule.isNamedAsOne(entry.path())) {
                if (modules.size() == MAX_MODULES) {
                    throw new MalformedModule(entry.path(), "there are more than " + MAX_MODULES + " modules");
                }
                modules.add(KernelModule.read(entry.path(), file.content()));
            }
        }
        modules.sort(
                Comparator.comparingInt(module -> place.getOrDefault(plainName(module.path()), Integer.MAX_VALUE)));
        return new Depmod(modules).files();
    }

    // The kernel's build lists modules before they are compressed.
    private static String plainName(String path) {
        return path.substring(0, path.lastIndexOf(".ko") + 3);
    }

    private static List<String> order(FileTree directory) throws IOException {
        Entry order = directory.find("modules.order").orElse(null);
        if (order == null || !(order.node() instanceof Node.RegularFile file)) {
            return List.of();
        }
        return new String(file.content().bytes(MAX_ORDER, "modules.order"), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private SortedMap<String, String> files() {
        StringBuilder dep = new StringBuilder();
        StringBuilder alias = new StringBuilder("# Aliases extracted from modules themselves.\n");
        StringBuilder softdep = new StringBuilder("# Soft dependencies extracted from modules themselves.\n");
        for (KernelModule module : modules) {
            dep.append(module.path()).append(':');
            dependencies(module).forEach(needed -> dep.append(' ').append(needed.path()));
            dep.append('\n');
            if (dep.length() > MAX_DEPENDENCIES) {
                throw new MalformedModule(module.path(), "it and others need one another in too many ways");
            }
            module.aliases().forEach(text -> line(alias, "alias", text, module.name()));
            module.softDependencies().forEach(text -> line(softdep, "softdep", module.name(), text));
        }
        SortedMap<String, String> files = new TreeMap<>();
        files.put("modules.dep", dep.toString());
        files.put("modules.alias", alias.toString());
        files.put("modules.softdep", softdep.toString());
        return files;
    }

    private static void line(StringBuilder text, String... words) {
        text.append(String.join(" ", words)).append('\n');
    }

    /** All modules that must be loaded before one, the nearest first. */
    private Collection<KernelModule> dependencies(KernelModule module) {
        Collection<KernelModule> all =
                new TreeSet<>(Comparator.comparingInt((KernelModule needed) -> rank.getOrDefault(needed.name(), 0)));
        Deque<KernelModule> open = new ArrayDeque<>(direct(module));
        while (!open.isEmpty()) {
            KernelModule next = open.removeFirst();
            if (all.add(next)) {
                open.addAll(direct(next));
            }
        }
        return all;
    }

    // A name without a module is built into the kernel, or was left out of the image on purpose.
    private List<KernelModule> direct(KernelModule module) {
        List<KernelModule> found = new ArrayList<>();
        for (String name : module.depends()) {
            KernelModule needed = byName.get(name);
            if (needed != null) {
                found.add(needed);
            }
        }
        return found;
    }

    /** A topological order, users before what they use, with the stack that kmod has (depmod_calculate_dependencies). */
    private Map<String, Integer> rank() {
        Map<String, Integer> users = new HashMap<>();
        modules.forEach(module -> direct(module).forEach(needed -> users.merge(needed.name(), 1, Integer::sum)));
        Deque<KernelModule> roots = new ArrayDeque<>();
        modules.stream().filter(module -> !users.containsKey(module.name())).forEach(roots::push);
        Map<String, Integer> ranks = new HashMap<>();
        while (!roots.isEmpty()) {
            KernelModule module = roots.pop();
            ranks.put(module.name(), ranks.size());
            for (KernelModule needed : direct(module)) {
                if (users.merge(needed.name(), -1, Integer::sum) == 0) {
                    roots.push(needed);
                }
            }
        }
        if (ranks.size() < byName.size()) {
            TreeSet<String> circle = new TreeSet<>(byName.keySet());
            circle.removeAll(ranks.keySet());
            throw new CyclicModuleDependencies(circle);
        }
        return ranks;
    }
}
