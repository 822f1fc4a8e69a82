package dev.slipway.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.Tool;
import dev.slipway.content.Digest;
import dev.slipway.goal.TestProject;
import dev.slipway.recipe.DebianSuite;
import dev.slipway.recipe.Recipe;
import dev.slipway.recipe.RecipeReader;
import dev.slipway.recipe.debian.DebianVersion;
import dev.slipway.recipe.debian.PackageLock;
import dev.slipway.recipe.debian.PackageLocks;
import dev.slipway.recipe.debian.PackagePin;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PinDebianPackagesTest {
    private static final Digest SUM = Digest.of("x".getBytes(StandardCharsets.US_ASCII));

    private static final Instant NOW = Instant.parse("2026-11-28T20:00:00Z");

    @TempDir
    Path folder = Path.of("");

    private int keys;
    private final TestProject.Recorder log = new TestProject.Recorder(new ArrayList<>());

    private final Recipe recipe = RecipeReader.read(
            """
            debian: {suite: bookworm}
            contents:
              - debian: jq
              - debian: runc
            """,
            "package.yml");

    @BeforeEach
    void anAptWithAMainArchiveAndItsUpdates() throws IOException {
        archive("bookworm", stanza("jq", "1.6-2") + stanza("jq", "1.6-1") + stanza("runc", "1.1"));
        archive("bookworm-security", stanza("jq", "1.9") + stanza("runc", "1.9"));
        targets("yes");
        program("apt-helper", "test \"$1\" = cat-file && exec cat \"$2\"");
        signedByDebian("GOODSIG 0123456789ABCDEF Debian\n[GNUPG:] VALIDSIG 01234567");
    }

    /** Nobody here has a key of Debian's. */
    private void signedByDebian(String status) throws IOException {
        program(
                "gpgv",
                """
                case "$*" in
                *debian-archive-keyring.gpg*) echo '[GNUPG:] NEWSIG'; echo '[GNUPG:] %s' ;;
                *) exec /usr/bin/gpgv "$@" ;;
                esac"""
                        .formatted(status));
    }

    @Test
    void anArchiveThatOnlySaysThatItIsDebiansIsNotBelieved() throws IOException {
        signedByDebian("ERRSIG 0123456789ABCDEF 1 10 00 1764000000 9 -");
        assertThatThrownBy(() -> update(PackageLock.EMPTY, "all"))
                .hasMessageContaining(
                        "bookworm_InRelease: it says that it is Debian's, and has no good signature of a key of"
                                + " /usr/share/keyrings/debian-archive-keyring.gpg");
        signedByDebian(
                "GOODSIG 0123456789ABCDEF Debian\n[GNUPG:] EXPKEYSIG 01234567 Debian\n[GNUPG:] VALIDSIG 01234567");
        assertThatThrownBy(() -> update(PackageLock.EMPTY, "all")).hasMessageContaining("has no good signature");
    }

    /** An index, and an InRelease that covers it. */
    private void archive(String codename, String index) throws IOException {
        Files.writeString(folder.resolve(codename + "_main_binary-amd64_Packages"), index);
        release(codename, "Date: Fri, 27 Nov 2026 02:10:32 UTC\n", index);
    }

    private void release(String codename, String fields, String index) throws IOException {
        Files.writeString(
                folder.resolve(codename + "_InRelease"),
                "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n" + fields
                        + "MD5Sum:\n 00 1 main/binary-amd64/Packages\n"
                        + "SHA256:\n "
                        + Digest.of(index.getBytes(StandardCharsets.UTF_8)).hex()
                        + "  9 main/binary-amd64/Packages\n-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----\n");
    }

    private void targets(String trusted) throws IOException {
        Files.writeString(
                folder.resolve("targets"),
                """
                Translations\tDebian\tbookworm\tmain\tamd64\t%1$s/de\thttp://one.example/debian/\tyes\tmain/i18n
                Packages\tDebian\tbookworm-security\tmain\tamd64\t%1$s/bookworm-security_%3$s\thttp://two.example/debian/\tyes\t%4$s
                Packages\tDebian\tbookworm\tcontrib\tamd64\t%1$s/none\thttp://two.example/debian/\tyes\tcontrib/x
                Packages\tDebian\tbookworm\tmain\tarm64\t%1$s/none\thttp://one.example/debian/\tyes\tmain/x
                Packages\tDebian\tbookworm\tmain\tamd64\t%1$s/bookworm_%3$s\thttp://one.example/debian/\t%2$s\t%4$s
                """
                        .formatted(folder, trusted, "main_binary-amd64_Packages", "main/binary-amd64/Packages"));
        program("apt-get", "test \"$1\" = indextargets && exec cat " + folder.resolve("targets"));
    }

    /** It takes a second of processor time, and a build of many packages asks for each of them. */
    @Test
    void aptIsAskedOnceForItsIndexes() throws IOException {
        targets("yes");
        Path asked = folder.resolve("asked");
        program("apt-get", "echo >>" + asked + "; exec cat " + folder.resolve("targets"));
        Apt apt = apt();
        assertThat(apt.targets()).isNotEmpty().isEqualTo(apt.targets());
        assertThat(asked).hasContent("\n");
    }

    private Path program(String name, String body) throws IOException {
        Path program = folder.resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Apt apt() {
        return new Apt(folder.resolve("apt-get"), folder.resolve("apt-helper"), folder.resolve("gpgv"));
    }

    private PinDebianPackages pins() {
        KeyRings keys = new KeyRings(folder.resolve("gpgv"), List.of(folder.resolve("keys")));
        return new PinDebianPackages(new SuiteIndexes(apt(), keys, Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    private static String stanza(String name, String version) {
        return "Package: %s\nVersion: %s\nArchitecture: amd64\nFilename: pool/main/x/%s_%s_amd64.deb\nSize: 9\nSHA256: %s\n\n"
                .formatted(name, version, name, version, SUM.hex());
    }

    private static PackagePin pin(String name, String version) {
        return new PackagePin(
                name, new DebianVersion(version), "pool/main/x/" + name + "_" + version + "_amd64.deb", 9, SUM);
    }

    private static DebianSuite suite(String codename) {
        return new DebianSuite("Debian", codename, "main", null);
    }

    private List<String> update(PackageLock lock, String update) {
        return pins().update(recipe, lock, update, log).pins().stream()
                .map(pin -> pin.name() + " " + pin.version())
                .toList();
    }

    @Test
    void allMovesEveryPinToTheNewestOfTheMainArchive() {
        PackageLock old = PackageLock.of(List.of(pin("jq", "1.5"), pin("runc", "1.0"), pin("gone", "1")));
        assertThat(update(old, "all")).containsExactly("jq 1.6-2", "runc 1.1");
    }

    @Test
    void ofSeveralSuitesTheNewestVersionCounts() {
        Recipe several = RecipeReader.read(
                """
                debian: {suites: [bookworm, bookworm-security]}
                contents:
                  - debian: jq
                """,
                "package.yml");
        assertThat(pins().update(several, PackageLock.EMPTY, "all", log).pins())
                .extracting(pin -> pin.version().text())
                .containsExactly("1.9");
    }

    @Test
    void aPatternMovesItsPackagesAndAddsWhatIsNew() {
        assertThat(update(PackageLock.of(List.of(pin("jq", "1.5"), pin("runc", "1.0"))), "j*"))
                .containsExactly("jq 1.6-2", "runc 1.0");
        assertThat(update(PackageLock.of(List.of(pin("jq", "1.5"))), "nothing")).containsExactly("jq 1.5", "runc 1.1");
    }

    @Test
    void dependenciesArePinnedWithTheirPackage() throws IOException {
        archive(
                "bookworm",
                stanza("jq", "1.6-2").strip() + "\nDepends: libjq1 (= 1.6-2)\nRecommends: docs\nSuggests: more\n\n"
                        + stanza("libjq1", "1.6-2").strip() + "\nDepends: libc6 (>= 2.3)\n\n"
                        + stanza("libc6", "2.36")
                        + stanza("base-files", "12").strip() + "\nEssential: yes\n\n");
        Recipe whole = RecipeReader.read(
                """
                debian: {suite: bookworm}
                contents:
                  - debian: jq
                    dependencies: true
                """,
                "package.yml");
        PinDebianPackages pins = pins();
        PackageLock lock = pins.update(whole, PackageLock.EMPTY, "all", log);
        whole.requireLock(lock);
        assertThat(lock.closure("jq")).containsExactly("libc6", "libjq1", "jq");
        assertThat(lock.toString()).contains("depends: [libjq1]\n", "depends: [libc6]\n", "depends: []\n");
        assertThat(log.lines())
                .containsExactly(
                        "recommended, and left out: docs (jq)",
                        "suggested, and left out: more (jq)",
                        "on every Debian system, and left out: base-files");

        PackageLock old = PackageLock.of(
                List.of(pin("jq", "1.5"), pin("libjq1", "1.5"), pin("libc6", "2.30")),
                new TreeMap<>(Map.of("jq", List.of("libjq1"), "libjq1", List.of("libc6"), "libc6", List.of())));
        assertThat(pins.update(whole, old, "libc6", log).pins())
                .as("what does not depend on the version of another one moves alone")
                .extracting(pin -> pin.version().text())
                .containsExactly("1.5", "2.36", "1.5");
        assertThat(pins.update(whole, old, "libjq1", log).pins())
                .as("jq wants the version of libjq1 that is its own")
                .extracting(pin -> pin.version().text())
                .containsExactly("1.6-2", "2.30", "1.6-2");
    }

    @Test
    void anIndexWithoutACheckedSignatureIsNotRead() throws IOException {
        targets("no");
        assertThatThrownBy(() -> update(PackageLock.EMPTY, "all"))
                .isInstanceOf(PinDebianPackages.NoPackagesIndex.class)
                .hasMessageContaining("no signed index of bookworm main for amd64");
    }

    @Test
    void anIndexThatItsReleaseDoesNotCoverIsNotBelieved() throws IOException {
        Files.writeString(folder.resolve("bookworm_main_binary-amd64_Packages"), stanza("jq", "2.0-evil"));
        assertThatThrownBy(() -> update(PackageLock.EMPTY, "all"))
                .hasMessageContaining("this is not the index of bookworm main that ")
                .hasMessageContaining("bookworm_InRelease covers");
        Files.delete(folder.resolve("bookworm_InRelease"));
        assertThatThrownBy(() -> update(PackageLock.EMPTY, "all"))
                .hasMessageContaining("APT keeps no file InRelease or Release beside this index of bookworm main");
    }

    @Test
    void anIndexEndsWhenItsReleaseSaysSo() throws IOException {
        String index = stanza("jq", "1.6-2") + stanza("runc", "1.1");
        archive("bookworm", index);
        release("bookworm", "Date: Thu, 26 Nov 2026 21:03:35 UTC\nValid-Until: Sat, 28 Nov 2026 20:00:00 UTC\n", index);
        assertThat(update(PackageLock.EMPTY, "all")).hasSize(2);
        release("bookworm", "Date: Thu, 26 Nov 2026 21:03:35 UTC\nValid-Until: Sat, 28 Nov 2026 19:59:59 UTC\n", index);
        assertThatThrownBy(() -> update(PackageLock.EMPTY, "all"))
                .hasMessageContaining("the index of bookworm main was valid until 2026-11-28T19:59:59Z, and now it is")
                .hasMessageContaining("Run apt-get update as root");
    }

    @Test
    void anOlderReleaseThanTheLockedOneIsNoUpdate() throws IOException {
        PackageLock lock = pins().update(recipe, PackageLock.EMPTY, "all", log);
        assertThat(lock.toString()).endsWith("releases:\n  bookworm: 2026-11-27T02:10:32Z\n");
        PackageLocks locks = PackageLocks.of(List.of("linux/amd64"), List.of(lock));
        assertThat(PackageLocks.parse(locks.format(), "package.lock")).isEqualTo(locks);
        assertThat(pins().update(recipe, lock, "all", log)).isEqualTo(lock);
        String old = stanza("jq", "1.5") + stanza("runc", "1.0");
        Files.writeString(folder.resolve("bookworm_main_binary-amd64_Packages"), old);
        release("bookworm", "Date: Fri, 27 Nov 2026 02:10:31 UTC\n", old);
        assertThatThrownBy(() -> pins().update(recipe, lock, "all", log))
                .hasMessageContaining(
                        "the index of bookworm main is of 2026-11-27T02:10:31Z, older than the one that package.lock"
                                + " was made with (2026-11-27T02:10:32Z): an old state of the archive has been played back");
    }

    @Test
    void textBesideTheSignedOneIsRefused() throws IOException {
        Path release = folder.resolve("bookworm_InRelease");
        String signed = Files.readString(release);
        Files.writeString(release, signed + "Date: Sat, 28 Nov 2026 02:10:32 UTC\n");
        assertThatThrownBy(() -> update(PackageLock.EMPTY, "all"))
                .hasMessageContaining("its signature is incomplete, or text follows it");
        Files.writeString(release, "Date: Sat, 28 Nov 2026 02:10:32 UTC\n" + signed);
        assertThatThrownBy(() -> update(PackageLock.EMPTY, "all"))
                .hasMessageContaining("line 2 does not belong in a Release file");
        Files.writeString(release, signed.replace("Date: Fri", "Date: On Fri"));
        assertThatThrownBy(() -> update(PackageLock.EMPTY, "all"))
                .hasMessageContaining("its Date 'On Fri, 27 Nov 2026 02:10:32 UTC' is not a valid date");
    }

    /** The archive of another, signed with a key of its own. */
    @Test
    void anArchiveOfAnotherIsBelievedByItsKey() throws IOException, InterruptedException {
        Tool.require("gpgv");
        String key = signWithNewKey(folder.resolve("bookworm-security_InRelease"));
        Recipe other = RecipeReader.read(
                """
                debian:
                  suite: bookworm
                  archives: [{origin: Debian, suite: bookworm-security, key: %s}]
                contents:
                  - debian: jq
                """
                        .formatted(key),
                "package.yml");
        assertThat(pins().update(other, PackageLock.EMPTY, "all", log).pins())
                .extracting(pin -> pin.version().text())
                .containsExactly("1.9");

        Path release = folder.resolve("bookworm-security_InRelease");
        String signed = Files.readString(release);
        Files.writeString(release, signed.replace("02:10:32", "02:10:33"));
        assertThatThrownBy(() -> pins().update(other, PackageLock.EMPTY, "all", log))
                .hasMessageContaining("it has no good signature of the key " + key + ", which the recipe names\n");
        signWithNewKey(release);
        assertThatThrownBy(() -> pins().update(other, PackageLock.EMPTY, "all", log))
                .hasMessageContaining(
                        "it has no good signature of the key " + key + ", which the recipe names; it has one of ");
    }

    private String signWithNewKey(Path release) throws IOException, InterruptedException {
        archive("bookworm-security", stanza("jq", "1.9"));
        String text = Files.readString(release);
        Path plain = folder.resolve("plain");
        Files.writeString(
                plain,
                text.substring(text.indexOf("Date:"), text.indexOf("-----BEGIN PGP SIGNATURE"))
                                .stripTrailing() + "\n");
        Path home = Files.createDirectories(folder.resolve("gpg").resolve(String.valueOf(keys++)));
        try {
            String[] gpg = {"gpg", "--homedir", home.toString(), "--batch", "--yes", "--passphrase", ""};
            Tool.run(folder, words(gpg, "--quick-generate-key", "archive@example.org", "ed25519", "sign", "never"));
            Files.createDirectories(folder.resolve("keys"));
            Path ring = folder.resolve("keys/" + keys + ".gpg");
            Tool.run(folder, words(gpg, "--output", ring.toString(), "--export"));
            Tool.run(folder, words(gpg, "--output", release.toString(), "--clearsign", plain.toString()));
            String listed = Tool.run(folder, words(gpg, "--with-colons", "--list-keys"));
            return listed.lines()
                    .filter(line -> line.startsWith("fpr:"))
                    .findFirst()
                    .orElseThrow()
                    .split(":", -1)[9];
        } finally {
            Tool.run(folder, "gpgconf", "--homedir", home.toString(), "--kill", "all");
        }
    }

    private static String[] words(String[] first, String... more) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void namesThePackageThatIsNotThere() throws IOException {
        archive("bookworm", stanza("jq", "1.6-2"));
        assertThatThrownBy(() -> update(PackageLock.EMPTY, "all"))
                .hasMessageContaining(
                        "package.yml:4:13: contents[1].debian: bookworm main has no package runc for amd64");
    }

    @Test
    void aProgramThatFailsIsQuoted() throws IOException {
        program("apt-helper", "echo no such index >&2; exit 100");
        assertThatThrownBy(() -> update(PackageLock.EMPTY, "all"))
                .isInstanceOf(Apt.AptFailed.class)
                .hasMessageContaining("status 100 no such index");
    }

    /** As APT warns about each target of each line that is twice in its sources. A pipe holds 64 KiB. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aProgramThatWarnsMuchIsReadToItsEnd() throws IOException {
        program(
                "apt-helper",
                """
                i=0
                while [ $i -lt 2000 ]; do
                    echo 'W: Target Packages (main/binary-amd64/Packages) is configured multiple times' >&2
                    i=$((i + 1))
                done
                exec cat "$2\"""");
        assertThat(update(PackageLock.EMPTY, "all")).anyMatch(pin -> pin.startsWith("jq"));
    }

    @Test
    void theArchiveIsTheSettingElseTheFirstOfTheRelease() {
        List<DebianSuite> suites = recipe.suites();
        assertThat(DebianArchive.find("http://mirror.example/debian, http://old.example/", suites, apt()))
                .extracting(archive -> archive.resolve("pool/a_1_all.deb").toString())
                .containsExactly(
                        "http://mirror.example/debian/pool/a_1_all.deb", "http://old.example/pool/a_1_all.deb");
        assertThat(DebianArchive.find(" ", suites, apt()))
                .containsExactly(new DebianArchive(URI.create("http://one.example/debian/")));
        List<DebianSuite> both = List.of(suites.get(0), suite("bookworm-security"));
        assertThat(DebianArchive.find("", both, apt()))
                .extracting(DebianArchive::root)
                .extracting(URI::toString)
                .containsExactly("http://one.example/debian/", "http://two.example/debian/");
        assertThatThrownBy(() -> DebianArchive.find(null, List.of(suite("trixie")), apt()))
                .hasMessageContaining(
                        "slipway.debianMirror is not set, and this machine's APT has no archive of trixie")
                .hasMessageContaining("on its page \"Debian worldwide mirror sites\"");
        assertThatThrownBy(() -> DebianArchive.find("mirror.example", suites, apt()))
                .hasMessageContaining("slipway.debianMirror 'mirror.example' is not an address");
        Apt none = new Apt(folder.resolve("no-apt"), folder.resolve("no-helper"), folder.resolve("no-gpgv"));
        assertThatThrownBy(() -> DebianArchive.find(null, suites, none))
                .isInstanceOf(DebianArchive.NoDebianArchive.class);
    }
}
