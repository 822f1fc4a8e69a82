package dev.slipway.archive.grub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which module needs which others, as {@code moddep.lst} has it: {@code name: other other}, a line each. */
final class ModuleOrder {
    /** Modules that need one another in a row; Debian's are 6 at most. */
    private static final int DEEPEST = 64;

    private final Map<String, List<String>> needs;

    private ModuleOrder(Map<String, List<String>> needs) {
        this.needs = needs;
    }

    static ModuleOrder read(GrubFiles files) throws IOException {
        Map<String, List<String>> needs = new HashMap<>();
        String text = new String(files.read("moddep.lst"), StandardCharsets.US_ASCII);
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String others = line.substring(colon + 1).strip();
                needs.put(line.substring(0, colon), others.isEmpty() ? List.of() : List.of(others.split(" +")));
            }
        });
        return new ModuleOrder(needs);
    }

    /** Modules with those that they need, each behind what it needs. */
    Set<String> of(List<String> modules) {
        Set<String> order = new LinkedHashSet<>();
        Set<String> under = new LinkedHashSet<>();
        modules.forEach(module -> add(module, order, under));
        return order;
    }

    private void add(String module, Set<String> order, Set<String> under) {
        if (order.contains(module)) {
            return;
        }
        List<String> others = needs.get(module);
        if (others == null) {
            throw GrubFiles.invalid("moddep.lst", "it does not list the module " + module);
        }
        if (!under.add(module) || under.size() > DEEPEST) {
            throw GrubFiles.invalid(
                    "moddep.lst", "the module " + module + " needs itself: " + String.join(", ", under));
        }
        others.forEach(other -> add(other, order, under));
        under.remove(module);
        order.add(module);
    }
}
