package dev.slipway.output.card;

import dev.slipway.content.Content;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a system belongs on the card, by its path there: device trees where a kernel's package puts them, firmware where Debian's
 * package {@code raspi-firmware} has it, and whatever lies below {@code boot/firmware}, which wins.
 *
 * @param files contents by path
 */
record FirmwareFiles(SortedMap<String, Content> files) {
    /** From what is taken last to what is taken first; the group is the path on the card. */
    private static final List<Pattern> PLACES = List.of(
            Pattern.compile("(?:boot/dtb|usr/lib/linux-image-[^/]+)/(?:broadcom/)?(bcm2[78][^/]*\\.dtb)"),
            Pattern.compile("(?:boot/dtb|usr/lib/linux-image-[^/]+)/(overlays/[^/]+)"),
            Pattern.compile("usr/lib/raspi-firmware/(.+)"),
            Pattern.compile("boot/firmware/(.+)"));

    FirmwareFiles {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    static FirmwareFiles of(FileTree system) {
        SortedMap<String, Content> files = new TreeMap<>();
        for (Pattern place : PLACES) {
            for (Entry entry : system.entries()) {
                Matcher match = place.matcher(entry.path());
                if (entry.node() instanceof Node.RegularFile file && match.matches()) {
                    files.put(match.group(1), file.content());
                }
            }
        }
        return new FirmwareFiles(files);
    }
}
