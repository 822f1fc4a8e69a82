package dev.slipway.archive.squashfs;

import dev.slipway.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Owners and groups, each once; an inode has their indexes ("Lookup tables"). */
final class Identifiers {
    /** The superblock counts them with 16 bits. */
    private static final int MOST = 0xffff;

    private final List<Long> all = new ArrayList<>();
    private final Map<Long, Integer> indexes = new HashMap<>();

    int indexOf(long id) {
        return indexes.computeIfAbsent(id, any -> {
            if (all.size() == MOST) {
                throw Problem.user(
                        "squashfs",
                        "the system has more than " + MOST + " different owners and groups",
                        "Give the files fewer owners, or build another format.");
            }
            all.add(id);
            return all.size() - 1;
        });
    }

    int count() {
        return all.size();
    }

    byte[] bytes() {
        Fields fields = new Fields(4 * all.size());
        all.forEach(fields::u32);
        return fields.bytes();
    }
}
