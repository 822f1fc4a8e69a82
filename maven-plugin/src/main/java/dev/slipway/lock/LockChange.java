package dev.slipway.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** How a lock differs from another, a sentence for each reference, sorted. */
public final class LockChange {
    private LockChange() {}

    /** Nothing is told of pins that stay. */
    public static List<String> between(Lock old, Lock now) {
        TreeMap<String, String> changes = new TreeMap<>();
        for (LockedImage image : now.images()) {
            LockedImage before = old.find(image.reference()).orElse(null);
            if (before == null) {
                changes.put(
                        image.reference(),
                        "added " + image.reference() + " " + image.root().digest());
            } else if (!before.equals(image)) {
                changes.put(
                        image.reference(),
                        "moved " + image.reference() + " " + before.root().digest() + " -> "
                                + image.root().digest());
            }
        }
        for (LockedImage image : old.images()) {
            if (now.find(image.reference()).isEmpty()) {
                changes.put(
                        image.reference(),
                        "dropped " + image.reference() + " " + image.root().digest());
            }
        }
        modules(old, now, changes);
        return new ArrayList<>(changes.values());
    }

    /** A module whose digest was dropped for it has one sentence, not two. */
    private static void modules(Lock old, Lock now, TreeMap<String, String> changes) {
        for (String module : now.modules()) {
            String reference = "maven:" + module;
            if (!old.modules().contains(module)) {
                String before = changes.remove(reference);
                changes.put(
                        reference,
                        before == null
                                ? "added " + reference + ", a module of this project, without a digest"
                                : before + ": a module of this project needs no digest");
            }
        }
        for (String module : old.modules()) {
            if (!now.modules().contains(module)) {
                changes.putIfAbsent("maven:" + module, "dropped maven:" + module + ", which is no longer named");
            }
        }
    }
}
