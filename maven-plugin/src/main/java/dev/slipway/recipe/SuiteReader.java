package dev.slipway.recipe;

import dev.slipway.yaml.ObjectReader;
import dev.slipway.yaml.ValueReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which suites of which archives {@code debian} items take packages from. */
final class SuiteReader {
    private static final Pattern SUITE = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern OTHER = Pattern.compile("[0-9A-Za-z][0-9A-Za-z ._+~/-]{0,199}");
    private static final Pattern KEY = Pattern.compile("[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}");
    private static final String MAIN = "main";

    private SuiteReader() {}

    static List<DebianSuite> suites(ObjectReader debian) {
        String suite = suite(debian.about("Code name of the release, such as bookworm; or 'suites'.")
                .value("suite"));
        List<String> several = debian.about(
                        "Code names of suites, such as bookworm, bookworm-updates and bookworm-security; of each package the newest version counts.")
                .list("suites", SuiteReader::suite);
        List<String> components = debian.about(
                        "Parts of Debian's suites, such as main and non-free-firmware; default: main.")
                .list("components", SuiteReader::other);
        List<DebianSuite> archives = debian.about("Archives of others, which this machine's APT knows, too.")
                .list("archives", value -> value.object(SuiteReader::archive));
        if (debian.has("suite") == debian.has("suites")) {
            debian.refuse("it needs one of 'suite' and 'suites'", "Write 'suite: bookworm', or a list of 'suites'");
        }
        List<DebianSuite> all = new ArrayList<>();
        for (String codename : suite != null ? List.of(suite) : orEmpty(several)) {
            for (String component : components == null ? List.of(MAIN) : components) {
                all.add(new DebianSuite(DebianSuite.DEBIAN, codename, component, null));
            }
        }
        all.addAll(orEmpty(archives));
        return all;
    }

    private static @Nullable DebianSuite archive(ObjectReader archive) {
        String origin =
                other(archive.about("The 'Origin' that its file Release gives.").required("origin"));
        String codename = other(
                archive.about("The 'Codename' that its file Release gives.").required("suite"));
        String component =
                other(archive.about("Part of the suite; default: main.").value("component"));
        ValueReader key = archive.about("Fingerprint of the OpenPGP key that signs it, hex digits without blanks.")
                .required("key");
        String fingerprint = key == null ? null : key.text();
        if (key != null && fingerprint != null && !KEY.matcher(fingerprint).matches()) {
            key.refuse("this is not a fingerprint", "Write its 40 hex digits: gpg --show-keys <file of the key>");
        }
        if (origin == null || codename == null || fingerprint == null) {
            return null;
        }
        return new DebianSuite(
                origin, codename, component == null ? MAIN : component, fingerprint.toUpperCase(Locale.ROOT));
    }

    private static @Nullable String suite(@Nullable ValueReader value) {
        return value == null
                ? null
                : value.text(SUITE, "is not the name of a Debian release", "Write its code name, such as bookworm");
    }

    private static @Nullable String other(@Nullable ValueReader value) {
        return value == null
                ? null
                : value.text(OTHER, "is not a word of a file Release", "Write it as the archive's file Release does");
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
