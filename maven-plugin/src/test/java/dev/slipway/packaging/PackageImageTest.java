package dev.slipway.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.compose.program.TestElf;
import dev.slipway.content.Digest;
import dev.slipway.content.DigestMismatch;
import dev.slipway.debian.Apt;
import dev.slipway.debian.FakeArchive;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.environment.BuildLog;
import dev.slipway.problem.Problem;
import dev.slipway.project.FileNotRead;
import dev.slipway.project.LocalFolder;
import dev.slipway.recipe.PackageLockIsStale;
import dev.slipway.recipe.debian.DebianVersion;
import dev.slipway.recipe.debian.Debs;
import dev.slipway.recipe.debian.PackageLock;
import dev.slipway.recipe.debian.PackageLocks;
import dev.slipway.recipe.debian.PackagePin;
import dev.slipway.result.BuiltOutput;
import dev.slipway.result.OutputNames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageImageTest {
    private static final long TIME = 1_500_000_000L;

    private static final String RECIPE =
            """
            debian: {suite: bookworm}
            contents:
              - debian: hello
                exclude: [usr/**]
              - directory: root
                executable: [init]
              - tar: nested.tar
                contents:
                  - debian: hello
                    include: [bin/hello]
            config:
              entrypoint: [/init]
              linuxkit: {capabilities: [CAP_NET_ADMIN]}
            """;

    /** Of the image's file. A change of it is a change of the bytes every user gets. */
    private static final String GOLDEN = "acbce94cb893ae544abbdb0bdd54d319c26d8138aca7d107f048420c4d38f65f";

    @TempDir
    Path folder = Path.of("");

    private final List<String> said = new ArrayList<>();
    private FakeArchive archive = archive();
    private final byte[] deb = new Debs()
            .directory("bin", 0755)
            .file("bin/hello", 0755, "#!/bin/sh\n".repeat(5000).getBytes(StandardCharsets.US_ASCII))
            .hardLink("bin/hallo", "bin/hello")
            .symlink("bin/hi", "hello")
            .file("usr/share/doc/hello/copyright", "free")
            .file("etc/grüße", "1.5e9 is before this file's time")
            .deb("xz");

    private static FakeArchive archive() {
        try {
            return new FakeArchive();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void aProject() throws IOException {
        project(folder);
        archive.put("pool/main/h/hello/hello_1.0_amd64.deb", deb);
    }

    @AfterEach
    void stop() {
        archive.close();
    }

    private void project(Path place) throws IOException {
        Files.createDirectories(place.resolve("root/etc"));
        Files.writeString(place.resolve("package.yml"), RECIPE);
        Files.writeString(place.resolve("package.lock"), lock(Digest.of(deb)));
        Files.writeString(place.resolve("root/init"), "#!/bin/sh\n");
        Files.writeString(place.resolve("root/etc/motd"), "hello\n");
    }

    private String lock(Digest digest) {
        return lock(pin("hello", deb.length, digest));
    }

    private static String lock(PackagePin... pins) {
        return PackageLocks.of(List.of("linux/amd64"), List.of(PackageLock.of(List.of(pins))))
                .format();
    }

    private static PackagePin pin(String name, long size, Digest digest) {
        return new PackagePin(
                name, new DebianVersion("1.0"), "pool/main/h/hello/" + name + "_1.0_amd64.deb", size, digest);
    }

    private BuildEnvironment environment(String store, boolean offline) {
        BuildLog log = new BuildLog() {
            @Override
            public void info(String line) {
                said.add(line);
            }

            @Override
            public void detail(String line) {}

            @Override
            public void warn(String line) {
                said.add(line);
            }
        };
        return new BuildEnvironment(
                folder.resolve(store),
                offline,
                List.of(),
                List.of(),
                List.of(),
                id -> Optional.empty(),
                (group, artifact, version, classifier, type) -> folder.resolve(artifact + "." + type),
                log);
    }

    private PackageRequest request(Path place) throws IOException {
        // These builds are to be real ones.
        Files.deleteIfExists(place.resolve("target/slipway/x.oci.tar.up-to-date"));
        return PackageRequest.of(place.resolve("package.yml"), OutputNames.of(place.resolve("target"), "x"), TIME)
                .withRefName("1.0")
                .withDebianMirror(archive.address());
    }

    private BuiltOutput build() throws IOException {
        return new PackageImage(environment("store", false)).build(request(folder));
    }

    private static Map<String, byte[]> untar(InputStream in, List<String> lines) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(in, "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                lines.add("%s %o %d:%d %d%s"
                        .formatted(
                                entry.getName(),
                                entry.getMode() & 07777,
                                entry.getLongUserId(),
                                entry.getLongGroupId(),
                                entry.getLastModifiedTime().toMillis() / 1000 - TIME,
                                entry.getLinkName().isEmpty() ? "" : " -> " + entry.getLinkName()));
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        return files;
    }

    /** The digest by which a lock names the image. */
    private static String manifest(BuiltOutput image) throws IOException {
        byte[] index =
                untar(Files.newInputStream(image.file()), new ArrayList<>()).get("index.json");
        return JsonMapper.builder()
                .build()
                .readTree(index)
                .at("/manifests/0/digest")
                .asText();
    }

    private static byte[] blob(Map<String, byte[]> layout, JsonNode descriptor) {
        byte[] bytes = layout.getOrDefault(
                "blobs/sha256/" + descriptor.path("digest").asText().substring(7), new byte[0]);
        assertThat(bytes).hasSize(descriptor.path("size").asInt());
        assertThat(Digest.of(bytes)).hasToString(descriptor.path("digest").asText());
        return bytes;
    }

    @Test
    void theFileIsAnImageLayoutWithOneLayer() throws IOException {
        BuiltOutput image = build();
        JsonMapper json = JsonMapper.builder().build();
        Map<String, byte[]> layout = untar(Files.newInputStream(image.file()), new ArrayList<>());
        assertThat(layout.get("oci-layout")).asString().isEqualTo("{\"imageLayoutVersion\":\"1.0.0\"}");
        JsonNode root =
                json.readTree(layout.get("index.json")).path("manifests").path(0);
        assertThat(root.path("annotations")
                        .path("org.opencontainers.image.ref.name")
                        .asText())
                .isEqualTo("1.0");
        assertThat(said)
                .anyMatch(line -> line.endsWith("image " + root.path("digest").asText()));
        JsonNode manifest = json.readTree(blob(layout, root));
        JsonNode config = json.readTree(blob(layout, manifest.path("config")));
        assertThat(config.path("created").asText()).isEqualTo("2017-07-14T02:40:00Z");
        assertThat(config.path("config")
                        .path("Labels")
                        .path("org.mobyproject.config")
                        .asText())
                .isEqualTo("{\"capabilities\":[\"CAP_NET_ADMIN\"]}");
        byte[] layer = blob(layout, manifest.path("layers").path(0));
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(layer)).readAllBytes();
        assertThat(config.path("rootfs").path("diff_ids").path(0).asText())
                .isEqualTo(Digest.of(plain).toString());

        List<String> lines = new ArrayList<>();
        Map<String, byte[]> files = untar(new ByteArrayInputStream(plain), lines);
        assertThat(lines)
                .containsExactly(
                        "bin/ 755 0:0 0",
                        "bin/hallo 755 0:0 0",
                        "bin/hello 755 0:0 0 -> bin/hallo",
                        "bin/hi 777 0:0 0 -> hello",
                        "etc/ 755 0:0 0",
                        "etc/grüße 644 0:0 0",
                        "etc/motd 644 0:0 0",
                        "init 755 0:0 0",
                        "nested.tar 644 0:0 0");
        List<String> nested = new ArrayList<>();
        untar(new ByteArrayInputStream(files.getOrDefault("nested.tar", new byte[0])), nested);
        assertThat(nested).containsExactly("bin/ 755 0:0 0", "bin/hello 755 0:0 0");
    }

    @Test
    void severalPlatformsAreOneImage() throws IOException {
        Files.writeString(
                folder.resolve("package.yml"),
                """
                platforms: [linux/amd64, linux/arm64]
                debian: {suite: bookworm}
                contents:
                  - debian: hello
                    include: [bin/*]
                    platform: linux/amd64
                  - file: etc/arm
                    contents: arm64
                    platform: linux/arm64
                  - mkdir: tmp
                config:
                  entrypoint: [/bin/hello]
                """);
        BuiltOutput image = build();
        JsonMapper json = JsonMapper.builder().build();
        Map<String, byte[]> layout = untar(Files.newInputStream(image.file()), new ArrayList<>());
        JsonNode root = json.readTree(layout.get("index.json")).at("/manifests/0");
        JsonNode index = json.readTree(blob(layout, root));
        assertThat(root.at("/annotations/org.opencontainers.image.ref.name").asText())
                .isEqualTo("1.0");
        assertThat(index.path("manifests")).hasSize(2);
        assertThat(index.at("/manifests/0/annotations").isMissingNode()).isTrue();
        assertThat(files(layout, index.at("/manifests/0"), "amd64"))
                .containsOnlyKeys("bin/", "bin/hallo", "bin/hello", "bin/hi", "tmp/");
        assertThat(files(layout, index.at("/manifests/1"), "arm64")).containsOnlyKeys("etc/", "etc/arm", "tmp/");
        assertThat(said)
                .anyMatch(line -> line.endsWith("image " + root.path("digest").asText()))
                .anyMatch(line -> line.contains("'/bin/hello'") && line.endsWith(" (linux/arm64)"));
        assertThat(folder.resolve("target/slipway/x.json"))
                .content()
                .contains("\"platform\" : \"linux/amd64,linux/arm64\"");
    }

    private static Map<String, byte[]> files(Map<String, byte[]> layout, JsonNode descriptor, String architecture)
            throws IOException {
        assertThat(descriptor.at("/platform/architecture").asText()).isEqualTo(architecture);
        JsonMapper json = JsonMapper.builder().build();
        JsonNode manifest = json.readTree(blob(layout, descriptor));
        assertThat(json.readTree(blob(layout, manifest.path("config")))
                        .path("architecture")
                        .asText())
                .isEqualTo(architecture);
        byte[] layer = blob(layout, manifest.at("/layers/0"));
        return untar(new GZIPInputStream(new ByteArrayInputStream(layer)), new ArrayList<>());
    }

    @Test
    void eachPlatformHasItsPins() throws IOException {
        Files.writeString(
                folder.resolve("package.yml"),
                """
                platforms: [linux/amd64, linux/arm64]
                debian: {suite: bookworm}
                contents:
                  - debian: hello
                """);
        assertThatThrownBy(this::build).hasMessageContaining("hello is not in package.lock for linux/arm64");
        PackageLock amd64 =
                PackageLocks.parse(lock(Digest.of(deb)), "package.lock").first();
        PackageLock arm64 = PackageLocks.parse(lock(Digest.of(deb)).replace("_amd64", "_arm64"), "package.lock")
                .first();
        Files.writeString(
                folder.resolve("package.lock"),
                PackageLocks.of(List.of("linux/amd64", "linux/arm64"), List.of(amd64, arm64))
                        .format());
        assertThat(build().file()).exists();
    }

    @Test
    void theBytesAreTheSameWhateverTheHost() throws IOException {
        BuiltOutput image = build();
        assertThat(image.size()).isEqualTo(Files.size(image.file()));
        assertThat(image.digest()).isEqualTo(Digest.of(Files.newInputStream(image.file())));

        Path other = folder.resolve("another folder");
        project(other);
        Files.setLastModifiedTime(other.resolve("root/init"), FileTime.fromMillis(12345));
        assertThat(other.resolve("root/init").toFile().setExecutable(true)).isTrue();
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            // The variation is real: an archive made of the host's files and words would differ.
            assertThat(Files.getLastModifiedTime(other.resolve("root/init")))
                    .isNotEqualTo(Files.getLastModifiedTime(folder.resolve("root/init")));
            assertThat(String.format("%d", 755)).isNotEqualTo("755");
            BuiltOutput again = new PackageImage(environment("cold", false)).build(request(other));
            assertThat(again.digest()).isEqualTo(image.digest());
            assertThat(manifest(again)).isEqualTo(manifest(image));
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
        assertThat(image.digest().hex()).isEqualTo(GOLDEN);
    }

    @Test
    void aProgramThatIsStartedHasItsLibraries() throws IOException {
        Files.createDirectories(folder.resolve("root/bin"));
        Files.write(
                folder.resolve("root/bin/tool"),
                TestElf.program("/lib64/ld-linux-x86-64.so.2", "libz.so.1").bytes());
        String recipe = RECIPE.replace("executable: [init]", "executable: [init, bin/tool]");
        Files.writeString(folder.resolve("package.yml"), recipe);
        assertThatThrownBy(this::build)
                .isInstanceOf(Problem.class)
                .hasMessageContaining(
                        "/package.yml: /lib64/ld-linux-x86-64.so.2 is not in the image, and bin/tool needs it")
                .hasMessageContaining(
                        "\n  libz.so.1 is not in the image, and bin/tool needs it: most likely zlib1g has it")
                .hasMessageContaining("leave the program out with 'exclude'");
        assertThat(folder.resolve("target/x.oci.tar")).doesNotExist();

        Files.writeString(folder.resolve("package.yml"), recipe.substring(0, recipe.indexOf("config:")));
        build();
        assertThat(said).filteredOn(line -> line.contains("bin/tool needs it")).hasSize(2);
    }

    @Test
    void whatIsLargeOrOfThisImageAloneDoesNotStayUnpacked() throws IOException {
        byte[] large = new Debs()
                .file("large", 0644, new byte[(int) PassingStore.LARGE])
                .deb("");
        archive.put("pool/main/h/hello/large_1.0_amd64.deb", large);
        Files.writeString(
                folder.resolve("package.lock"),
                lock(pin("hello", deb.length, Digest.of(deb)), pin("large", large.length, Digest.of(large))));
        Files.writeString(folder.resolve("package.yml"), RECIPE.replace("config:", "  - debian: large\nconfig:"));
        PackageRequest request = request(folder);
        Path leftover = Files.createDirectories(request.names().unpacked()).resolve("of a killed build");
        Files.writeString(leftover, "");

        new PackageImage(environment("store", false)).build(request);

        assertThat(request.names().unpacked()).doesNotExist();
        assertThat(tars(folder.resolve("store")))
                .as("plain tars in the store: that of the small package, for the next build")
                .hasSize(1);
    }

    private static List<Path> tars(Path store) throws IOException {
        List<Path> tars = new ArrayList<>();
        try (Stream<Path> files = Files.walk(store.resolve("blobs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    byte[] head = in.readNBytes(512);
                    if (head.length == 512 && new String(head, 257, 5, StandardCharsets.US_ASCII).equals("ustar")) {
                        tars.add(file);
                    }
                }
            }
        }
        return tars;
    }

    @Test
    void whatIsInTheStoreIsNotFetchedAgainAndAnOfflineBuildFetchesNothing() throws IOException {
        assertThatThrownBy(() -> new PackageImage(environment("store", true)).build(request(folder)))
                .hasMessage("Debian package hello 1.0: " + Digest.of(deb)
                        + " is not in the store, and an offline build (-o) downloads nothing\n"
                        + "  Run once without -o: mvn slipway:package");
        BuiltOutput image = build();
        assertThat(archive.requests()).hasSize(1);
        archive.close();
        assertThat(new PackageImage(environment("store", true)).build(request(folder)))
                .isEqualTo(image);
    }

    @Test
    void nothingIsBuiltWhileNothingChanges() throws IOException {
        PackageRequest request = request(folder);
        BuiltOutput image = new PackageImage(environment("store", false)).build(request);
        String manifest = manifest(image);
        said.clear();
        // An empty store and no network: whoever built now could not.
        assertThat(new PackageImage(environment("cold", true)).build(request)).isEqualTo(image);
        assertThat(said).hasSize(2).contains("x.oci.tar is up to date").anySatisfy(line -> assertThat(line)
                .as("a warning is repeated until its cause is gone")
                .contains("'/bin/sh', which is not in the image"));

        Files.writeString(folder.resolve("root/etc/motd"), "goodbye\n");
        BuiltOutput changed = new PackageImage(environment("store", true)).build(request);
        assertThat(manifest(changed)).isNotEqualTo(manifest);
        assertThat(new PackageImage(environment("store", true))
                        .build(request.withRefName("2.0"))
                        .digest())
                .isNotEqualTo(changed.digest());
    }

    @Test
    void aPackageThatIsAnotherIsNotUsed() throws IOException {
        byte[] other = deb.clone();
        other[other.length / 2] ^= 1;
        archive.put("pool/main/h/hello/hello_1.0_amd64.deb", other);
        assertThatThrownBy(this::build)
                .isInstanceOf(DigestMismatch.class)
                .hasMessageContaining("Debian package hello 1.0 from " + archive.address()
                        + "/pool/main/h/hello/hello_1.0_amd64.deb: expected " + Digest.of(deb));
        assertThat(folder.resolve("target/x.oci.tar")).doesNotExist();

        archive.put("pool/main/h/hello/hello_1.0_amd64.deb", deb);
        assertThat(build().file()).exists();
    }

    @Test
    void aMissingPackageIsNotAskedForTwice() {
        archive.misbehave(9, 404);
        assertThatThrownBy(this::build)
                .hasMessage(
                        "Debian package hello 1.0: package.lock pins a version that the archive no longer has ("
                                + archive.address()
                                + "/pool/main/h/hello/hello_1.0_amd64.deb); most likely a newer version has replaced it\n"
                                + "  Move the pin: run this in the folder of the recipe, and commit package.lock:\n"
                                + "  mvn slipway:package -Dslipway.update=hello\n"
                                + "  Or name an archive that keeps old versions, as a second address: -Dslipway.debianMirror=<address>,<address>");
        assertThat(archive.requests()).hasSize(1);
    }

    @Test
    void whatTheFirstArchiveNoLongerHasIsFoundInTheSecond() throws IOException {
        try (FakeArchive newer = new FakeArchive()) {
            PackageRequest request = request(folder).withDebianMirror(newer.address() + "," + archive.address());
            assertThat(new PackageImage(environment("store", false))
                            .build(request)
                            .file())
                    .exists();
            assertThat(newer.requests()).hasSize(1).isEqualTo(archive.requests());
        }
    }

    @Test
    void whatMayPassIsTriedAgain() throws IOException {
        archive.misbehave(1, 503);
        assertThat(build().file()).exists();
        assertThat(archive.requests()).hasSize(2);
        assertThat(said).contains("Debian package hello 1.0: status 503; trying again in 1 s");
    }

    @Test
    void aCutConnectionIsTriedAgain() throws IOException {
        archive.misbehave(1, 200);
        assertThat(build().file()).exists();
        assertThat(archive.requests()).hasSize(2);
    }

    @Test
    void aStaleLockStopsTheBuildBeforeAnythingIsFetched() throws IOException {
        Files.writeString(folder.resolve("package.lock"), PackageLocks.EMPTY.format());
        assertThatThrownBy(this::build)
                .hasMessageContaining(
                        "package.yml:3:13: contents[0].debian: hello is not in package.lock for linux/amd64")
                .hasMessageContaining("Run: mvn slipway:package -Dslipway.update=hello");
        // A frozen build does not write the first one either.
        Files.delete(folder.resolve("package.lock"));
        PackageRequest frozen = request(folder).withFrozen(true);
        assertThatThrownBy(() -> new PackageImage(environment("store", false)).build(frozen))
                .isInstanceOf(PackageLockIsStale.class);
        assertThat(folder.resolve("package.lock")).doesNotExist();
        assertThat(archive.requests()).isEmpty();
    }

    @Test
    void theFirstBuildOfARecipePinsItsPackages() throws IOException {
        Files.delete(folder.resolve("package.lock"));
        Path index = Files.writeString(
                folder.resolve("x_main_binary-amd64_Packages"),
                "Package: hello\nVersion: 1.0\nArchitecture: amd64\nFilename: pool/main/h/hello/hello_1.0_amd64.deb\nSize: "
                        + deb.length + "\nSHA256: " + Digest.of(deb).hex() + "\n\n");
        Path targets = Files.writeString(
                folder.resolve("targets"),
                "Packages\tDebian\tbookworm\tmain\tamd64\t" + index
                        + "\thttp://one.example/debian/\tyes\tmain/binary-amd64/Packages\n");
        Files.writeString(
                folder.resolve("x_Release"),
                "Date: Fri, 27 Nov 2026 02:10:32 UTC\nSHA256:\n "
                        + Digest.of(Files.readAllBytes(index)).hex() + " 9 main/binary-amd64/Packages\n");
        Apt apt = new Apt(
                program("apt-get", "cat " + targets),
                program("apt-helper", "cat \"$2\""),
                program("gpgv", "printf '[GNUPG:] %s 01\\n' GOODSIG VALIDSIG"));
        BuiltOutput image = new PackageImage(environment("store", false), apt).build(request(folder));
        assertThat(said).contains("hello: added 1.0");
        assertThat(folder.resolve("package.lock"))
                .hasContent(lock(Digest.of(deb)) + "releases:\n  bookworm: 2026-11-27T02:10:32Z\n");
        assertThat(build()).isEqualTo(image);
        // The same pins, of a later Release: from now on an older Release is refused.
        Files.writeString(
                folder.resolve("x_Release"),
                Files.readString(folder.resolve("x_Release")).replace("27 Nov 2026 02", "27 Nov 2026 03"));
        PackageRequest all = request(folder).withUpdate("all");
        new PackageImage(environment("store", false), apt).build(all);
        assertThat(folder.resolve("package.lock"))
                .hasContent(lock(Digest.of(deb)) + "releases:\n  bookworm: 2026-11-27T03:10:32Z\n");
    }

    private Path program(String name, String body) throws IOException {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\nexec " + body + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void aLabelThatNoContainerCouldHaveIsRefusedHere() throws IOException {
        Files.writeString(folder.resolve("package.yml"), RECIPE.replace("capabilities", "capabilites"));
        assertThatThrownBy(this::build).hasMessageContaining("Did you mean capabilities?");
    }

    @Test
    void namesTheRecipeThatCannotBeRead() throws IOException {
        Files.delete(folder.resolve("package.yml"));
        assertThatThrownBy(this::build)
                .isInstanceOf(FileNotRead.class)
                .hasMessageContaining("package.yml: there is no such file")
                .hasMessageContaining("-Dslipway.recipe=<file>");
        Files.write(folder.resolve("package.yml"), new byte[] {(byte) 0xff});
        assertThatThrownBy(this::build).hasMessageContaining("package.yml: it is not UTF-8 text");
    }

    @Test
    void readsTarsZipsAndMavenArtifacts() throws IOException {
        Files.write(folder.resolve("x.tar"), new Debs().file("a/tar", "t").dataTar());
        try (OutputStream out = Files.newOutputStream(folder.resolve("tool.jar"));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("META-INF/"));
            zip.putNextEntry(new ZipEntry("META-INF/zip"));
            zip.write(new byte[100_000]);
        }
        Files.writeString(
                folder.resolve("package.yml"),
                """
                contents:
                  - archive: x.tar
                    stripComponents: 1
                  - archive: maven:org.example:tool:1.0:jar
                    to: opt
                """);
        Files.delete(folder.resolve("package.lock"));
        List<String> lines = layer(build());
        assertThat(lines)
                .containsExactly(
                        "opt/ 755 0:0 0",
                        "opt/META-INF/ 755 0:0 -1500000000",
                        "opt/META-INF/zip 644 0:0 -1500000000",
                        "tar 644 0:0 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"begins only", "end cut", "size", "encrypted"})
    void aZipThatCannotBeReadIsNamed(String fault) throws IOException {
        byte[] zip = zip();
        // In the directory at the end, whose entry begins with "PK12": flags are at 8, the unpacked size at 24.
        int entry = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        switch (fault) {
            case "begins only" -> zip = Arrays.copyOf(zip, 40);
            case "end cut" -> zip = Arrays.copyOf(zip, zip.length - 30);
            case "size" -> zip[entry + 24] ^= 1;
            default -> zip[entry + 8] |= 1;
        }
        Files.write(folder.resolve("tool.zip"), zip);
        recipe("contents:\n  - archive: tool.zip\n");
        assertThatThrownBy(this::build)
                .isInstanceOf(Problem.class)
                .hasMessageContaining("package.yml:2:14: contents[0].archive: ")
                .hasMessageContaining("tool.zip")
                .hasMessageContaining("this is not a zip that can be read: ");
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a"));
            zip.write(new byte[100_000]);
        }
        return bytes.toByteArray();
    }

    @Test
    void anArchiveMustBeWhatItsDigestSays() throws IOException {
        Files.write(folder.resolve("x.tar"), new Debs().file("a", "t").dataTar());
        Files.writeString(
                folder.resolve("package.yml"), "contents:\n  - archive: x.tar\n    sha256: " + "ab".repeat(32) + "\n");
        Files.delete(folder.resolve("package.lock"));
        assertThatThrownBy(this::build)
                .isInstanceOf(DigestMismatch.class)
                .hasMessageContaining("package.yml:2:14: contents[0].archive: x.tar");
    }

    @Test
    void namesTheFileThatIsNotThere() throws IOException {
        Files.writeString(folder.resolve("package.yml"), "contents:\n  - directory: rot\n");
        Files.delete(folder.resolve("package.lock"));
        assertThatThrownBy(this::build)
                .isInstanceOf(LocalFolder.LocalFileUnusable.class)
                .hasMessageContaining("package.yml:2:16: contents[0].directory: ")
                .hasMessageContaining("there is no such folder");
    }

    @Test
    void aFolderBehindALinkIsTakenWithItsFiles() throws IOException {
        Files.createDirectories(folder.resolve("real/a"));
        Files.writeString(folder.resolve("real/a/b"), "c");
        Files.createSymbolicLink(folder.resolve("classes"), Path.of("real"));
        Files.createSymbolicLink(folder.resolve("real/again"), Path.of("a"));
        recipe("contents:\n  - directory: classes\n  - {file: f, source: classes/a/b}\n");
        assertThat(layer(build()))
                .containsExactly("a/ 755 0:0 0", "a/b 644 0:0 0", "again 777 0:0 0 -> a", "f 644 0:0 0");
    }

    @ParameterizedTest
    @CsvSource({
        "directory, out, leads out of the recipe's folder",
        "archive, out/secret, leads out of the recipe's folder",
        "'file: f, source', out/secret, leads out of the recipe's folder",
        "directory, nowhere, is a link to a file that is not there",
        "'file: f, source', loop, cannot be opened",
    })
    void aLinkMustNotLeadOutOfTheRecipesFolder(String key, String name, String message, @TempDir Path elsewhere)
            throws IOException {
        Files.writeString(elsewhere.resolve("secret"), "s");
        Files.createSymbolicLink(folder.resolve("out"), elsewhere);
        Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("not-there"));
        Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        recipe("contents:\n  - {" + key + ": " + name + "}\n");
        assertThatThrownBy(this::build)
                .isInstanceOf(LocalFolder.LocalFileUnusable.class)
                .hasMessageContaining("package.yml:2:")
                .hasMessageContaining(message);
    }

    @Test
    void aDamagedPackageIsNamed() throws IOException {
        byte[] damaged = deb.clone();
        damaged[3] ^= 1;
        archive.put("pool/main/h/hello/hello_1.0_amd64.deb", damaged);
        Files.writeString(folder.resolve("package.lock"), lock(Digest.of(damaged)));
        assertThatThrownBy(this::build)
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Debian package hello 1.0: it is not a .deb: it does not begin with '!<arch>'");
    }

    private void recipe(String text) throws IOException {
        Files.writeString(folder.resolve("package.yml"), text);
        Files.delete(folder.resolve("package.lock"));
    }

    private static List<String> layer(BuiltOutput image) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, byte[]> file :
                untar(Files.newInputStream(image.file()), new ArrayList<>()).entrySet()) {
            byte[] bytes = file.getValue();
            if (bytes.length > 2 && Arrays.equals(Arrays.copyOf(bytes, 2), new byte[] {0x1f, (byte) 0x8b})) {
                untar(new GZIPInputStream(new ByteArrayInputStream(bytes)), lines);
            }
        }
        return lines;
    }
}
