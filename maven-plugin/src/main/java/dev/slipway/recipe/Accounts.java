package dev.slipway.recipe;

import dev.slipway.content.Content;
import dev.slipway.problem.Problem;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreeBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of {@code etc/passwd} and {@code etc/group} (passwd(5), group(5)) that a package's installation would have added. */
final class Accounts {
    /** More than a system has, and little enough to hold. */
    private static final int MAX_BYTES = 1 << 20;

    static final String PASSWD = "etc/passwd";
    static final String GROUP = "etc/group";

    private final TreeBuilder tree;
    private final String where;

    Accounts(TreeBuilder tree, String where) {
        this.tree = tree;
        this.where = where;
    }

    /** The users with one more. Nobody can log in with a password. */
    Content passwd(Item.User user) throws IOException {
        List<String> lines = lines(PASSWD, "root:*:0:0:root:/root:/bin/sh");
        refuseTwice(lines, user.name(), PASSWD);
        lines.add(String.join(
                ":",
                user.name(),
                "*",
                String.valueOf(user.uid()),
                String.valueOf(user.gid()),
                user.name(),
                user.home(),
                user.shell()));
        return text(lines);
    }

    /** The groups with the user's own, if none has its number, and with the user in the further ones; null if nothing changes. */
    @Nullable
    Content groupsOf(Item.User user) throws IOException {
        List<String> before = lines(GROUP, "root:*:0:");
        List<String> lines = new ArrayList<>(before);
        String gid = String.valueOf(user.gid());
        if (lines.stream().noneMatch(line -> field(line, 2).equals(gid))) {
            refuseTwice(lines, user.name(), GROUP);
            lines.add(user.name() + ":*:" + gid + ":");
        }
        for (String group : user.groups()) {
            int at = indexOf(lines, group);
            if (at < 0) {
                throw Problem.user(
                        where,
                        GROUP + " has no group " + group,
                        "Write an item 'group: " + group + "' with its 'gid' before this one");
            }
            lines.set(at, withMember(lines.get(at), user.name()));
        }
        return lines.equals(before) && tree.get(GROUP) != null ? null : text(lines);
    }

    Content group(Item.Group group) throws IOException {
        List<String> lines = lines(GROUP, "root:*:0:");
        refuseTwice(lines, group.name(), GROUP);
        lines.add(group.name() + ":*:" + group.gid() + ":");
        return text(lines);
    }

    private List<String> lines(String path, String ifNone) throws IOException {
        Entry entry = tree.get(path);
        List<String> lines = new ArrayList<>();
        if (entry == null) {
            lines.add(ifNone);
        } else if (entry.node() instanceof Node.RegularFile file
                && file.content().size() <= MAX_BYTES) {
            String text = new String(file.content().bytes(MAX_BYTES, path), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.isBlank()).forEach(lines::add);
        } else {
            throw Problem.user(
                    where,
                    path + " is not a file, or is larger than " + MAX_BYTES + " bytes",
                    "Correct the item that makes it");
        }
        return lines;
    }

    private void refuseTwice(List<String> lines, String name, String path) {
        if (indexOf(lines, name) >= 0) {
            throw Problem.user(where, path + " has the name " + name + " already", "Leave this item out");
        }
    }

    private static int indexOf(List<String> lines, String name) {
        for (int i = 0; i < lines.size(); i++) {
            if (field(lines.get(i), 0).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** A line with one more member; a group without members may lack the last colon. */
    private static String withMember(String line, String user) {
        String whole = line
                + ":".repeat((int)
                        Math.max(0, 3 - line.chars().filter(c -> c == ':').count()));
        return whole + (whole.endsWith(":") ? "" : ",") + user;
    }

    private static String field(String line, int number) {
        String[] fields = line.split(":", -1);
        return number < fields.length ? fields[number] : "";
    }

    private static Content text(List<String> lines) {
        return Content.of(String.join("\n", lines) + "\n");
    }
}
