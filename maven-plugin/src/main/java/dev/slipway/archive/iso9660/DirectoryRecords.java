package dev.slipway.archive.iso9660;

import dev.slipway.tree.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills the directories of one tree with records. */
final class DirectoryRecords {
    private final DirectoryHierarchy hierarchy;
    private final @Nullable RockRidge rockRidge;
    private final Map<String, Extent> directories;
    private final Map<String, Extent> files;
    private final Map<String, Integer> links = new HashMap<>();

    /**
     * @param rockRidge for the tree that carries it
     * @param directories places by path; may be incomplete while sizes are wanted
     * @param files places by path; with the right sizes from the start
     */
    DirectoryRecords(
            DirectoryHierarchy hierarchy,
            @Nullable RockRidge rockRidge,
            Map<String, Extent> directories,
            Map<String, Extent> files) {
        this.hierarchy = hierarchy;
        this.rockRidge = rockRidge;
        this.directories = directories;
        this.files = files;
        hierarchy.directories().forEach(directory -> links.put(directory.path(), directory.links()));
    }

    DirectoryPlan of(Directory directory) {
        DirectoryPlan plan = new DirectoryPlan();
        addDots(plan, directory);
        for (DirectoryEntry member : directory.members()) {
            Entry entry = member.entry();
            boolean inner = entry.isDirectory();
            Extent extent = (inner ? directories : files).getOrDefault(member.path(), Extent.NONE);
            int flags = inner ? DirectoryRecord.DIRECTORY : 0;
            plan.add(extent, entry.attributes(), flags, member.identifier(), systemUse(entry));
        }
        return plan;
    }

    private void addDots(DirectoryPlan plan, Directory directory) {
        Directory parent = hierarchy.parentOf(directory);
        List<byte[]> own = new ArrayList<>();
        List<byte[]> parents = List.of();
        if (rockRidge != null) {
            own.addAll(RockRidge.of(directory));
            parents = RockRidge.of(parent);
            if (directory.isRoot()) {
                own.add(0, SystemUse.mark());
                own.add(SystemUse.rockRidge());
            }
        }
        int flags = DirectoryRecord.DIRECTORY;
        plan.add(place(directory), directory.attributes(), flags, DirectoryRecord.ITSELF, own);
        plan.add(place(parent), parent.attributes(), flags, DirectoryRecord.PARENT, parents);
    }

    private Extent place(Directory directory) {
        return directories.getOrDefault(directory.path(), Extent.NONE);
    }

    private List<byte[]> systemUse(Entry entry) {
        return rockRidge == null ? List.of() : rockRidge.of(entry, links.getOrDefault(entry.path(), 0));
    }
}
