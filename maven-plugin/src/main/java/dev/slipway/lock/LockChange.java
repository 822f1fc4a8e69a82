package dev.slipway.lock;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a lock differs from another, a sentence for each reference, sorted. */
public final class LockChange {
    private LockChange() {}

    /** Nothing is told of pins that stay. */
    public static List<String> between(Lock old, Lock now) {
        TreeMap<String, String> changes = new TreeMap<>();
        pins(old.images(), now.images(), changes);
        pins(old.bootLoaders(), now.bootLoaders(), changes);
        modules(old, now, changes);
        return new ArrayList<>(changes.values());
    }

    private static void pins(Collection<LockedImage> old, Collection<LockedImage> now, Map<String, String> changes) {
        TreeMap<String, LockedImage> before = new TreeMap<>();
        old.forEach(image -> before.put(image.reference(), image));
        for (LockedImage image : now) {
            String reference = image.reference();
            LockedImage was = before.remove(reference);
            if (was == null) {
                changes.put(reference, "added " + reference + " " + image.root().digest());
            } else if (!was.equals(image)) {
                changes.put(
                        reference,
                        "moved " + reference + " " + was.root().digest() + " -> "
                                + image.root().digest());
            }
        }
        before.forEach((reference, image) -> changes.put(
                reference, "dropped " + reference + " " + image.root().digest()));
    }

    /** A module whose digest was dropped for it has one sentence, not two. */
    private static void modules(Lock old, Lock now, Map<String, String> changes) {
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
