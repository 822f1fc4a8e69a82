package dev.slipway.environment;

import dev.slipway.content.HumanSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of a log for what happened in a build. */
final class BuildLines {
    private BuildLines() {}

    static List<String> of(BuildEvent event) {
        List<String> lines = new ArrayList<>();
        if (event instanceof BuildEvent.Resolved resolved) {
            lines.addAll(resolved.changes());
            lines.add(resolved.lock() + ": " + summary(resolved));
        } else if (event instanceof BuildEvent.Verified verified) {
            lines.addAll(verified.verdicts());
            lines.add("looked at in " + verified.millis() + " ms, with " + verified.requests() + " requests");
        } else if (event instanceof BuildEvent.FetchingPackages fetching) {
            lines.add("Fetching " + fetching.packages() + " Debian "
                    + (fetching.packages() == 1 ? "package" : "packages") + ", " + HumanSize.of(fetching.size()));
        } else if (event instanceof BuildEvent.Fetching fetching) {
            lines.add("Fetching " + fetching.what() + " (" + HumanSize.of(fetching.size()) + ")");
        } else if (event instanceof BuildEvent.Wrote wrote) {
            lines.add(size(wrote.file(), "  ") + "  " + wrote.file().digest());
            lines.addAll(wrote.details());
        } else if (event instanceof BuildEvent.WroteImage wrote) {
            lines.add(size(wrote.file(), ": ") + ", image " + wrote.manifest());
        } else if (event instanceof BuildEvent.UpToDate upToDate) {
            lines.add(name(upToDate.main()) + " is up to date");
        }
        return lines;
    }

    private static String summary(BuildEvent.Resolved resolved) {
        int modules = resolved.modules();
        int changes = resolved.changes().size();
        return resolved.images() + " images, "
                + (modules == 0 ? "" : modules + (modules == 1 ? " module, " : " modules, "))
                + (changes == 0 ? "unchanged" : changes + " changed");
    }

    private static String size(BuildEvent.OutputFile file, String separator) {
        return name(file.path()) + separator + HumanSize.of(file.size());
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
