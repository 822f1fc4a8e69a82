package dev.slipway.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Digest;
import dev.slipway.recipe.Recipe;
import dev.slipway.recipe.RecipeReader;
import dev.slipway.recipe.debian.DebianVersion;
import dev.slipway.recipe.debian.PackageLock;
import dev.slipway.recipe.debian.PackagePin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PinDebianPackagesTest {
    private static final Digest SUM = Digest.of("x".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    Path folder = Path.of("");

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
        Files.writeString(
                folder.resolve("main"), stanza("jq", "1.6-2") + stanza("jq", "1.6-1") + stanza("runc", "1.1"));
        Files.writeString(folder.resolve("security"), stanza("jq", "1.9") + stanza("runc", "1.9"));
        targets("yes");
        program("apt-helper", "test \"$1\" = cat-file && exec cat \"$2\"");
    }

    private void targets(String trusted) throws IOException {
        Files.writeString(
                folder.resolve("targets"),
                """
                Translations\tDebian\tbookworm\tmain\tamd64\t%1$s/de\thttp://one.example/debian/\tyes
                Packages\tDebian\tbookworm-security\tmain\tamd64\t%1$s/security\thttp://two.example/debian/\tyes
                Packages\tDebian\tbookworm\tcontrib\tamd64\t%1$s/security\thttp://two.example/debian/\tyes
                Packages\tDebian\tbookworm\tmain\tarm64\t%1$s/security\thttp://one.example/debian/\tyes
                Packages\tDebian\tbookworm\tmain\tamd64\t%1$s/main\thttp://one.example/debian/\t%2$s
                """
                        .formatted(folder, trusted));
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
        return new Apt(folder.resolve("apt-get"), folder.resolve("apt-helper"));
    }

    private static String stanza(String name, String version) {
        return "Package: %s\nVersion: %s\nArchitecture: amd64\nFilename: pool/main/x/%s_%s_amd64.deb\nSize: 9\nSHA256: %s\n\n"
                .formatted(name, version, name, version, SUM.hex());
    }

    private static PackagePin pin(String name, String version) {
        return new PackagePin(
                name, new DebianVersion(version), "pool/main/x/" + name + "_" + version + "_amd64.deb", 9, SUM);
    }

    private List<String> update(PackageLock lock, String update) {
        return new PinDebianPackages(apt())
                .update(recipe, lock, update).pins().stream()
                        .map(pin -> pin.name() + " " + pin.version())
                        .toList();
    }

    @Test
    void allMovesEveryPinToTheNewestOfTheMainArchive() {
        PackageLock old = PackageLock.of(List.of(pin("jq", "1.5"), pin("runc", "1.0"), pin("gone", "1")));
        assertThat(update(old, "all")).containsExactly("jq 1.6-2", "runc 1.1");
    }

    @Test
    void aPatternMovesItsPackagesAndAddsWhatIsNew() {
        assertThat(update(PackageLock.of(List.of(pin("jq", "1.5"), pin("runc", "1.0"))), "j*"))
                .containsExactly("jq 1.6-2", "runc 1.0");
        assertThat(update(PackageLock.of(List.of(pin("jq", "1.5"))), "nothing")).containsExactly("jq 1.5", "runc 1.1");
    }

    @Test
    void anIndexWithoutACheckedSignatureIsNotRead() throws IOException {
        targets("no");
        assertThatThrownBy(() -> update(PackageLock.EMPTY, "all"))
                .isInstanceOf(PinDebianPackages.NoPackagesIndex.class)
                .hasMessageContaining("no signed index of bookworm main for amd64");
    }

    @Test
    void namesThePackageThatIsNotThere() throws IOException {
        Files.writeString(folder.resolve("main"), stanza("jq", "1.6-2"));
        assertThatThrownBy(() -> update(PackageLock.EMPTY, "all"))
                .hasMessageContaining(
                        "package.yml:4:13: contents[1].debian: the main archive of bookworm has no package runc for amd64");
    }

    @Test
    void aProgramThatFailsIsQuoted() throws IOException {
        program("apt-helper", "echo no such index >&2; exit 100");
        assertThatThrownBy(() -> update(PackageLock.EMPTY, "all"))
                .isInstanceOf(Apt.AptFailed.class)
                .hasMessageContaining("status 100 no such index");
    }

    @Test
    void theArchiveIsTheSettingElseTheFirstOfTheRelease() {
        assertThat(DebianArchive.find("http://mirror.example/debian", "bookworm", apt())
                        .resolve("pool/a_1_all.deb"))
                .hasToString("http://mirror.example/debian/pool/a_1_all.deb");
        assertThat(DebianArchive.find(" ", "bookworm", apt()).root()).hasToString("http://one.example/debian/");
        assertThatThrownBy(() -> DebianArchive.find(null, "trixie", apt()))
                .hasMessageContaining(
                        "slipway.debianMirror is not set, and this machine's APT has no archive of trixie");
        assertThatThrownBy(() -> DebianArchive.find("mirror.example", "bookworm", apt()))
                .hasMessageContaining("slipway.debianMirror 'mirror.example' is not an address");
        Apt none = new Apt(folder.resolve("no-apt"), folder.resolve("no-helper"));
        assertThatThrownBy(() -> DebianArchive.find(null, "bookworm", none))
                .isInstanceOf(DebianArchive.NoDebianArchive.class);
    }
}
