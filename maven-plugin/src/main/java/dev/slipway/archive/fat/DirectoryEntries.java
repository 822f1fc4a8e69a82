package dev.slipway.archive.fat;

import dev.slipway.tree.Entry;
import dev.slipway.tree.TreePath;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Writes a directory's slots of 32 bytes (section 6). */
final class DirectoryEntries {
    private final FatVolume volume;
    private final Map<String, Long> firstClusters;

    /** @param firstClusters by path; 0 for an empty file, and for the root as its children name it */
    DirectoryEntries(FatVolume volume, Map<String, Long> firstClusters) {
        this.volume = volume;
        this.firstClusters = firstClusters;
    }

    byte[] of(FatDirectory directory) {
        ByteBuffer slots = ByteBuffer.allocate((int) directory.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        FatTimestamp made = FatTimestamp.of(volume.timestamp());
        if (directory.isRoot()) {
            new Slot(volume.label().bytes(), Slot.Kind.LABEL, made, 0, 0).putInto(slots);
        } else {
            long parent = cluster(TreePath.parent(directory.path()));
            new Slot(ShortName.DOT.bytes(), Slot.Kind.DIRECTORY, made, cluster(directory.path()), 0).putInto(slots);
            new Slot(ShortName.DOT_DOT.bytes(), Slot.Kind.DIRECTORY, made, parent, 0).putInto(slots);
        }
        directory.members().forEach(member -> put(slots, member));
        return slots.array();
    }

    private void put(ByteBuffer slots, DirectoryMember member) {
        if (member.needsLongName()) {
            new LongName(member.name()).putInto(slots, member.shortName().checksum());
        }
        Entry entry = member.entry();
        Slot.Kind kind = entry.isDirectory() ? Slot.Kind.DIRECTORY : Slot.Kind.FILE;
        FatTimestamp at = FatTimestamp.of(entry.attributes().mtime());
        new Slot(member.shortName().bytes(), kind, at, cluster(entry.path()), member.fileSize()).putInto(slots);
    }

    private long cluster(String path) {
        return firstClusters.getOrDefault(path, 0L);
    }
}
