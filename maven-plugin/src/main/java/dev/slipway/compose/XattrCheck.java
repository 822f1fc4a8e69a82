package dev.slipway.compose;

import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Warns of extended attributes: a cpio archive, and so an initrd, has no place for them. */
final class XattrCheck {
    private XattrCheck() {}

    /** One sentence for each image. */
    static void warn(FileTree tree, Warnings warnings) {
        Map<Origin, Files> byOrigin = new LinkedHashMap<>();
        for (Entry entry : tree.entries()) {
            if (!entry.attributes().xattrs().isEmpty()) {
                byOrigin.computeIfAbsent(entry.origin(), any -> new Files(entry.path()))
                        .add(entry);
            }
        }
        byOrigin.forEach((origin, files) -> warnings.add(origin, files.sentence()));
    }

    private static final class Files {
        private final String first;
        private final TreeSet<String> names = new TreeSet<>();
        private int count;

        Files(String first) {
            this.first = first;
        }

        void add(Entry entry) {
            count++;
            names.addAll(entry.attributes().xattrs().keySet());
        }

        String sentence() {
            return "an initrd cannot keep the extended attributes " + String.join(", ", names) + " of '" + first + "'"
                    + (count == 1 ? "" : " and " + (count - 1) + " more")
                    + "; programs that need them must get their rights by  capabilities:  or run as root."
                    + " The goal tar keeps them";
        }
    }
}
