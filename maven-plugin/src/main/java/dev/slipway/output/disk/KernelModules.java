package dev.slipway.output.disk;

import dev.slipway.problem.Problem;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The modules of a system's kernel, and which needs which (kmod, {@code modules.dep}). */
final class KernelModules {
    /** Bytes of a list; that of Debian's largest kernel has 600 KiB. */
    private static final int MOST = 8 << 20;

    /** Modules that one needs, and those that they need in turn; the longest way has some 10. */
    private static final int DEEPEST = 100;

    /** Where modules are; in the second where {@code lib} is a link to {@code usr/lib}. */
    private static final List<String> FOLDERS = List.of("lib/modules", "usr/lib/modules");

    private static final Pattern BLANKS = Pattern.compile(" ");

    private final Map<String, Module> modules = new LinkedHashMap<>();
    private final Set<String> builtIn = new HashSet<>();

    private KernelModules() {}

    /**
     * Reads the lists.
     *
     * @param system the system's tree
     * @throws Problem if the tree has no modules, or those of several kernels
     */
    static KernelModules of(FileTree system) throws IOException {
        List<String> lists = FOLDERS.stream()
                .flatMap(folder -> system.beneath(folder).stream())
                .map(Entry::path)
                .filter(path -> TreePath.name(path).equals("modules.dep"))
                .map(TreePath::parent)
                .filter(folder -> FOLDERS.contains(TreePath.parent(folder)))
                .toList();
        if (lists.size() != 1) {
            throw Problem.user(
                    "slipway.disk.root",
                    lists.isEmpty()
                            ? "the system has no modules of its kernel (lib/modules), and the root is found by some of"
                                    + " them"
                            : "the system has modules of several kernels: " + String.join(", ", lists),
                    "Take the kernel of the base package kernel with its modules (without 'tar: none'), or leave"
                            + " slipway.disk.root out.");
        }
        String folder = lists.get(0) + "/";
        KernelModules found = new KernelModules();
        for (String line : lines(system, folder + "modules.dep")) {
            found.add(folder, line);
        }
        for (String line : lines(system, folder + "modules.builtin")) {
            found.builtIn.add(name(line));
        }
        return found;
    }

    private static List<String> lines(FileTree system, String path) throws IOException {
        Entry entry = system.find(path).orElse(null);
        if (entry == null || !(entry.node() instanceof Node.RegularFile file)) {
            return List.of();
        }
        return new String(file.content().bytes(MOST, path), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private void add(String folder, String line) {
        int colon = line.indexOf(':');
        if (colon > 0) {
            String path = line.substring(0, colon);
            List<String> needs = BLANKS.splitAsStream(line.substring(colon + 1))
                    .filter(need -> !need.isEmpty())
                    .map(need -> folder + need)
                    .toList();
            modules.put(name(path), new Module(folder + path, needs));
        }
    }

    /** As the kernel has it: a file {@code virtio-blk.ko.xz} is the module {@code virtio_blk}. */
    private static String name(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.indexOf(".ko");
        return (dot < 0 ? file : file.substring(0, dot)).replace('-', '_');
    }

    /** Whether the kernel can have it, built in or as a module. */
    boolean has(String name) {
        return builtIn.contains(name) || modules.containsKey(name);
    }

    /**
     * A module.
     *
     * @param path of its file
     * @param needs paths of those that it needs
     */
    record Module(String path, List<String> needs) {}

    /** Modules in the order in which they can be loaded, those among them that are none or built in left out. */
    List<Module> inOrder(List<String> names) {
        Map<String, Module> order = new LinkedHashMap<>();
        names.forEach(name -> visit(name, order, 0));
        return List.copyOf(order.values());
    }

    private void visit(String name, Map<String, Module> order, int depth) {
        Module module = modules.get(name);
        if (module == null || order.containsKey(name)) {
            return;
        }
        if (depth > DEEPEST) {
            throw Problem.user("modules.dep", "modules need one another in a circle: " + name, "Make it with depmod.");
        }
        module.needs().forEach(each -> visit(name(each), order, depth + 1));
        order.put(name, module);
    }
}
