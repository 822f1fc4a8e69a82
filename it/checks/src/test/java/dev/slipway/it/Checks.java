package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Where things are, and small things that every check needs. */
final class Checks {
    private Checks() {}

    /** The repository. */
    static Path root() {
        return Path.of(property("it.root"));
    }

    /** A folder for whatever a test makes. */
    static Path work() {
        return Path.of(property("it.work"));
    }

    /** The LinuxKit file of 2017 that users come with. */
    static Path seed() {
        return root().resolve("maven-plugin/src/test/resources/dev/slipway/linuxkit/seed.yml");
    }

    static boolean isRoot() {
        return Command.of("id", "-u").succeed().strip().equals("0");
    }

    static Path demo(String suffix) {
        return root().resolve("it/demo/target/demo-" + property("it.version") + suffix);
    }

    static String version() {
        return property("it.version");
    }

    static String property(String name) {
        String value = System.getProperty(name);
        if (value == null || value.isEmpty()) {
            throw new AssertionError("run this test through Maven: the system property " + name + " is missing");
        }
        return value;
    }

    /** Prints a figure that a reader of the log looks for, with its test, because two of them run at a time. */
    static void measured(String what) {
        System.out.println("[measured] " + testClass() + ": " + what);
    }

    /** The test class that calls, as close as there is one; empty for none. */
    static String testClass() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(frame -> frame.getClassName().replaceAll("^.*\\.|\\$.*", ""))
                        .filter(name -> name.endsWith("IT"))
                        .findFirst()
                        .orElse(""));
    }

    /** Notes what was not run for want of something, for the end of {@code it/test.sh}; with {@code CI=true} nothing may be absent. */
    static void notRun(String what) {
        assertThat(System.getenv("CI"))
                .as("With CI=true nothing may be absent: %s", what)
                .isNotEqualTo("true");
        try {
            Path notes = root().resolve("it/checks/target/not-run.txt");
            Files.writeString(notes, what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sha256(Path file) {
        return sha256(() -> Files.newInputStream(file));
    }

    static String sha256(Source source) {
        try (InputStream in = source.open()) {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, hash).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(hash.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * A Maven run with the artifacts of this reactor: from their own repository, and everything else from the one that the
     * outer build has already filled.
     */
    static Command maven(Path directory, String... arguments) {
        return interactiveMaven(directory, arguments).and("-B");
    }

    /** The same at a terminal, as far as Maven knows. */
    static Command interactiveMaven(Path directory, String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(property("it.maven"), "bin", "mvn").toString(),
                "-s",
                settings().toString(),
                "-Dmaven.repo.local=" + property("it.repository")));
        words.addAll(List.of(arguments));
        return Command.of(words).in(directory).with("MAVEN_OPTS", property("it.mavenOptions"));
    }

    /**
     * Brings plugins, {@code groupId:artifactId:version}, into the outer build's repository: it has no use for them and may lack them,
     * and the inner ones can take from nowhere else.
     */
    static void bringPlugins(String... plugins) {
        Command outer = Command.of(Path.of(property("it.maven"), "bin", "mvn").toString(), "-B", "-N")
                .and("-Dmaven.repo.local=" + property("it.localRepository"))
                .in(root())
                .with("MAVEN_OPTS", property("it.mavenOptions"));
        for (String plugin : plugins) {
            outer.and(plugin + ":help");
        }
        outer.succeed();
    }

    /** The plugin's goal, without a POM. */
    static String goal(String name) {
        return "dev.slipway:slipway-maven-plugin:" + version() + ":" + name;
    }

    /** Copies what is under version control, or would be, as somebody with another umask would have cloned it. */
    static void copySources(Path copy, String umask) {
        Command.shell(
                        "git -C \"$ROOT\" ls-files -z --cached --others --exclude-standard"
                                + " | tar -C \"$ROOT\" --null -T - -cf - | (umask $UMASK && tar -C \"$COPY\" --no-same-permissions -xf -)")
                .with("ROOT", root().toString())
                .with("COPY", copy.toString())
                .with("UMASK", umask)
                .succeed();
    }

    /** Settings by which everything that is not of this reactor comes from the outer build's repository. */
    static Path settings() {
        try {
            Path settings = Files.createDirectories(work()).resolve("settings.xml");
            String mirror = Path.of(property("it.localRepository")).toUri().toString();
            // Two tests at a time: nobody may read half of it.
            Path fresh = Files.writeString(
                    Files.createTempFile(work(), "settings", ".xml"),
                    "<settings><mirrors><mirror><id>outer</id><mirrorOf>central</mirrorOf><url>" + mirror
                            + "</url></mirror></mirrors></settings>\n");
            return Files.move(fresh, settings, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes that are read from their beginning. */
    interface Source {
        InputStream open() throws IOException;
    }
}
