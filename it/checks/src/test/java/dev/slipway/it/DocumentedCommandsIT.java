package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every command of the documentation is run by a test, most of them here as they are written. */
class DocumentedCommandsIT {
    private static final String HERE = DocumentedCommandsIT.class.getSimpleName();

    private static final List<String> IN_A_PROJECT = List.of("add-a-java-service", "ci", "pin-and-update", "offline");

    @Test
    void everyCommandHasATest() {
        List<String> nobodys = new ArrayList<>();
        for (Page page : Page.all()) {
            for (Page.Block block : page.blocks()) {
                assertThat(block.language())
                        .as("a block of %s without a language", page.name())
                        .isNotEmpty();
                if (!block.isCommand()) {
                    continue;
                }
                String place = page.name() + ":" + block.line();
                String test = block.test().isEmpty() ? HERE : block.test();
                if (block.mark().isEmpty() || !exists(test)) {
                    nobodys.add(place + ": " + block.text().strip());
                }
                block.text()
                        .strip()
                        .lines()
                        .forEach(line ->
                                System.out.println("[documented] " + place + "  " + test + "  " + line.strip()));
            }
        }
        assertThat(nobodys).isEmpty();
        assertThat(exists("NobodyIT")).isFalse();
    }

    /** A page that nobody follows would make the marks on it a lie. */
    @Test
    void everyPageWithCommandsToRunIsFollowed() {
        List<String> followed = new ArrayList<>(List.of(
                "how-to/deploy", "how-to/make-an-image", "how-to/move-from-linuxkit", "how-to/private-registry"));
        followed.addAll(List.of("how-to/proxy-and-ca", "reproducibility"));
        IN_A_PROJECT.forEach(page -> followed.add("how-to/" + page));
        assertThat(Page.all().stream()
                        .filter(page -> page.blocks().stream()
                                .anyMatch(block -> block.mark().matches("run(: fails)?")))
                        .map(Page::name))
                .containsExactlyInAnyOrderElementsOf(followed.stream()
                        .map(name -> "src/site/markdown/" + name + ".md")
                        .toList());
    }

    @Test
    void pagesAboutAProject() {
        PageReader reader = NewProject.of(DocumentedCommandsIT.class).reader();
        IN_A_PROJECT.forEach(name -> reader.follow(howTo(name), HERE));
    }

    @Test
    void aDeployedProject() throws IOException {
        Path repository = WorkFolders.empty("documented/releases");
        Checks.bringPlugins(
                "org.apache.maven.plugins:maven-install-plugin:3.1.4",
                "org.apache.maven.plugins:maven-deploy-plugin:3.1.4");
        NewProject.of(DocumentedCommandsIT.class)
                .reader()
                .whoReads(
                        "https://nexus.example.com/repository/releases/",
                        repository.toUri().toString())
                .follow(howTo("deploy"), HERE);
        try (Stream<Path> files = Files.walk(repository)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .map(name -> name.replaceAll("1\\.0-\\d{8}\\.\\d{6}-1", "1.0"))
                    .toList();
            assertThat(names)
                    .contains("hello-os-1.0.iso", "hello-os-1.0-initrd.img", "hello-os-1.0-kernel.bin")
                    .contains("hello-os-1.0-cmdline.txt", "hello-os-1.0-lock.lock", "hello-runtime-1.0.oci.tar");
        }
    }

    @Test
    void movingFromLinuxKit() throws IOException {
        Path work = WorkFolders.empty("documented/linuxkit");
        Files.writeString(
                work.resolve("linuxkit.yml"),
                """
                kernel:
                  image: maven:dev.slipway.packages:kernel:%1$s
                  cmdline: console=ttyS0
                init:
                - maven:dev.slipway.packages:init:%1$s
                """
                        .formatted(Checks.version()));
        new PageReader(work.resolve("home"), work).follow(howTo("move-from-linuxkit"), HERE);
        assertThat(work.resolve("out/linuxkit-initrd.img")).isNotEmptyFile();
    }

    @Test
    void anImageOfOnesOwn() {
        Path work = WorkFolders.empty("documented/image");
        new PageReader(work.resolve("home"), work).follow(howTo("make-an-image"), HERE);
    }

    @Test
    void aPrivateRegistry() throws IOException {
        Path work = WorkFolders.empty("documented/registry");
        try (DockerRegistry registry = DockerRegistry.start(work.resolve("registry"))) {
            registry.push(SeedBootsIT.packageImage("sysctl"), "team/tool:1");
            new PageReader(work.resolve("home"), work)
                    .whoReads("https://registry.example.com", "http://" + registry.host())
                    .whoReads("registry.example.com", registry.host())
                    .follow(howTo("private-registry"), HERE);
        }
    }

    @Test
    void aCaOfOnesOwn() {
        Path work = WorkFolders.empty("documented/ca");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String store = work.resolve("ca.p12").toString();
        Command.of(keytool, "-genkeypair", "-alias", "ca", "-dname", "CN=Company CA", "-keyalg", "EC")
                .and("-keystore")
                .and(store)
                .and("-storepass")
                .and("changeit")
                .succeed();
        Command.of(keytool, "-exportcert", "-rfc", "-alias", "ca", "-keystore", store, "-storepass", "changeit")
                .and("-file")
                .and(work.resolve("company-ca.pem").toString())
                .succeed();
        new PageReader(work.resolve("home"), work).follow(howTo("proxy-and-ca"), HERE);
        String list = Command.of(keytool, "-list", "-storepass", "changeit", "-keystore")
                .and(work.resolve("home/cacerts").toString())
                .succeed();
        assertThat(list).contains("company").containsPattern("contains \\d\\d+ entries");
    }

    @Test
    void theDigestsThatAReaderShouldGet() {
        Path work = WorkFolders.empty("documented/digests");
        new PageReader(work.resolve("home"), Checks.root())
                .follow(Page.of("src/site/markdown/reproducibility.md"), HERE);
    }

    private static Page howTo(String name) {
        return Page.of("src/site/markdown/how-to/" + name + ".md");
    }

    private static boolean exists(String test) {
        if (Files.exists(Checks.root().resolve("it/projects/src").resolve(test))
                || Files.exists(Checks.root().resolve(test))) {
            return true;
        }
        return Stream.of("it/checks", "maven-plugin")
                .map(module -> Checks.root().resolve(module).resolve("src/test/java"))
                .anyMatch(sources -> hasClass(sources, test + ".java"));
    }

    private static boolean hasClass(Path sources, String name) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.anyMatch(file -> file.getFileName().toString().equals(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
