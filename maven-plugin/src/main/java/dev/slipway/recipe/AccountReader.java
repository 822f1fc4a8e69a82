package dev.slipway.recipe;

import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the items {@code user} and {@code group}. */
final class AccountReader {
    /** What useradd(8) of Debian takes. */
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

    /** A colon or an end of line would be another field. */
    private static final Pattern PATH = Pattern.compile("/[^:\\p{Cntrl}]*");

    private static final long MAX_ID = 0xffff_fffeL;

    private AccountReader() {}

    static Item.@Nullable User user(ObjectReader item) {
        ValueReader value =
                item.about("Adds this user to etc/passwd; no password fits.").required("user");
        String name = name(value);
        Long uid = required(item.about("Number of the user."), "uid");
        Long gid = item.about("Number of its group, which is added with the user's name if it is new; default: uid.")
                .integer("gid", 0, MAX_ID);
        String home = path(item.about("Home directory; default: /nonexistent. It is not made.")
                .value("home"));
        String shell = path(item.about("Shell; default: /usr/sbin/nologin.").value("shell"));
        List<String> groups = item.about("Further groups, which an item before this one has added.")
                .list("groups", AccountReader::name);
        if (value == null || name == null || uid == null) {
            return null;
        }
        return new Item.User(
                value.place().toString(),
                name,
                uid,
                gid == null ? uid : gid,
                home == null ? "/nonexistent" : home,
                shell == null ? "/usr/sbin/nologin" : shell,
                groups == null ? List.of() : groups);
    }

    static Item.@Nullable Group group(ObjectReader item) {
        ValueReader value = item.about("Adds this group to etc/group.").required("group");
        String name = name(value);
        Long gid = required(item.about("Number of the group."), "gid");
        return value == null || name == null || gid == null
                ? null
                : new Item.Group(value.place().toString(), name, gid);
    }

    private static @Nullable Long required(ObjectReader item, String key) {
        ValueReader value = item.required(key);
        return value == null ? null : value.integer(0, MAX_ID);
    }

    private static @Nullable String name(@Nullable ValueReader value) {
        return value == null
                ? null
                : value.text(NAME, "is not a name of a user or group", "Write small letters, digits, '_' and '-'");
    }

    private static @Nullable String path(@Nullable ValueReader value) {
        return value == null
                ? null
                : value.text(PATH, "is not a path", "Write a path that begins with / and has no colon");
    }
}
