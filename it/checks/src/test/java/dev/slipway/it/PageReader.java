package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/** Somebody who does what a page says, letter by letter, with a home of their own and the Maven of this build. */
final class PageReader {
    private final Path home;
    private final String path;
    private final Map<String, String> replaced = new LinkedHashMap<>();
    private Path directory;

    /** @param directory where the reader begins */
    PageReader(Path home, Path directory) {
        this(home, directory, home.resolve("bin") + ":" + System.getenv("PATH"));
        try {
            Path maven = Files.createDirectories(home.resolve("bin")).resolve("mvn");
            Files.writeString(
                    maven,
                    """
                    #!/bin/sh
                    exec '%s/bin/mvn' -B -gs '%s' -Dmaven.repo.local='%s' "$@"
                    """
                            .formatted(
                                    Checks.property("it.maven"), Checks.settings(), Checks.property("it.repository")));
            Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
            believeTheStore();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PageReader(Path home, Path directory, String path) {
        this.home = home;
        this.directory = directory;
        this.path = path;
    }

    /**
     * A reader with an empty local repository, whose PATH holds java, mvn and QEMU alone, with what the script mvn calls, and APT's answer
     * to where Debian's archive is. Maven Central is a copy of it: what the outer build has brought.
     */
    static PageReader onABareMachine(Path home, Path directory) {
        String tools =
                "java javac qemu-system-x86_64 apt-get dpkg sh uname dirname basename expr ls tr sed grep cat readlink pwd";
        Command.shell("mkdir -p \"$HOME/bin\" \"$HOME/.m2\"; cp \"$SETTINGS\" \"$HOME/.m2/settings.xml\";"
                        + " for tool in $TOOLS; do ! path=$(type -P $tool) || ln -sf $path \"$HOME/bin/$tool\"; done;"
                        + " ln -sf \"$MAVEN/bin/mvn\" \"$HOME/bin/mvn\"")
                .with("HOME", home.toString())
                .with("SETTINGS", Checks.settings().toString())
                .with("TOOLS", tools)
                .with("MAVEN", Checks.property("it.maven"))
                .succeed();
        return new PageReader(home, directory, home.resolve("bin").toString());
    }

    /** With the key of the user who runs the tests, a reader uses what other tests have compressed already, and what this build has. */
    private void believeTheStore() throws IOException {
        Path key = Path.of(System.getProperty("user.home"), ".slipway/store.key");
        if (Files.exists(key)) {
            Path own = home.resolve(".slipway/store.key");
            Files.createDirectories(own.getParent());
            Files.copy(key, own, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A name that the page has for something that is called otherwise here, such as a registry's host. */
    PageReader whoReads(String text, String as) {
        replaced.put(text, as);
        return this;
    }

    /** Does everything that the page marks for this test. */
    String follow(Page page, String test) {
        String output = "";
        for (Page.Block block : page.blocks()) {
            String place = page.name() + ":" + block.line();
            if (block.mark().startsWith("file: ")) {
                write(block.mark().substring("file: ".length()), said(block));
            } else if (block.mark().startsWith("into: ")) {
                insert(block.mark().substring("into: ".length()), said(block));
            } else if (block.mark().equals("output")) {
                String printed = output;
                assertThat(said(block).lines())
                        .as(place + " is not what was printed:\n" + printed)
                        .allMatch(printed::contains);
            } else if (block.mark().equals("run: fails")) {
                output = command(block).fail();
            } else if (block.mark().equals("run") || block.mark().equals("run by " + test)) {
                output = command(block).succeed();
                follow(Path.of(Checks.text(home.resolve("pwd")).strip()));
            }
        }
        return output;
    }

    /** Begins what the page marks for this test as something that does not end by itself. */
    Process begin(Page page, String test, Path log) throws IOException {
        Page.Block block = page.blocks().stream()
                .filter(each -> each.mark().equals("begun by " + test))
                .findFirst()
                .orElseThrow();
        return lend(Command.shell(said(block))).startAtKeyboard(log);
    }

    private void follow(Path where) {
        directory = where;
    }

    private Command command(Page.Block block) {
        return lend(Command.shell(said(block) + "\npwd >\"$HOME/pwd\"\n"));
    }

    /** Gives a command this reader's place, home and Maven. */
    Command lend(Command command) {
        return command.in(directory)
                .with("HOME", home.toString())
                .with("JAVA_HOME", System.getProperty("java.home"))
                .with("MAVEN_OPTS", Checks.property("it.jvmOptions") + " -Duser.home=" + home)
                .with("PATH", path);
    }

    private String said(Page.Block block) {
        String text = block.text();
        for (Map.Entry<String, String> each : replaced.entrySet()) {
            text = text.replace(each.getKey(), each.getValue());
        }
        return text;
    }

    private void insert(String name, String text) {
        String old = Checks.text(directory.resolve(name)).stripTrailing();
        int last = old.lastIndexOf('\n') + 1;
        write(name, old.substring(0, last) + text + old.substring(last) + "\n");
    }

    private void write(String name, String text) {
        Path file = name.startsWith("~/") ? home.resolve(name.substring(2)) : directory.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
