package dev.slipway.compose.program;

import dev.slipway.content.Content;
import dev.slipway.oci.ImageConfig;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a command cannot start in a tree of files: only what execve(2) and the loader are certain to say. What a mount may bring at run
 * time is not certain, so nothing is said of it.
 */
public final class CommandCheck {
    private static final int EXECUTE = 0111;

    /** As many interpreters as Linux follows from script to script (fs/exec.c). */
    private static final int MAX_INTERPRETERS = 5;

    /** Mounts below these bring data, not libraries. */
    private static final Set<String> DATA = Set.of("dev", "etc", "home", "proc", "root", "run", "sys", "tmp", "var");

    private final ProgramSearch programs;
    private final FileTree tree;
    private final MountPoints mounts;

    /** Made when it is asked for first: it goes through the whole tree. */
    private @Nullable Libraries libraries;

    public CommandCheck(FileTree tree, MountPoints mounts) {
        this.programs = new ProgramSearch(tree);
        this.tree = tree;
        this.mounts = mounts;
    }

    /** What runs where: the words, the environment, the working directory, and the architecture as OCI images name it. */
    public record Command(List<String> args, List<String> env, String cwd, String architecture) {}

    /**
     * Why an image cannot start what its configuration says; empty if nothing speaks against it, or if it says nothing.
     */
    public static Optional<String> complaint(FileTree tree, ImageConfig config) {
        List<String> args = new ArrayList<>(config.entrypoint());
        args.addAll(config.cmd());
        String cwd = config.workingDir();
        return args.isEmpty()
                ? Optional.empty()
                : new CommandCheck(tree, new MountPoints(List.of()))
                        .complaint(new Command(
                                args, config.env(), cwd, config.platform().architecture()));
    }

    /** A sentence without an end. */
    public Optional<String> complaint(Command command) {
        String name = command.args().get(0);
        List<String> candidates = programs.candidates(name, command.env(), command.cwd());
        if (candidates.stream().anyMatch(this::mayBeMountedOver)) {
            return Optional.empty();
        }
        Optional<Entry> program = candidates.stream()
                .flatMap(path -> programs.entry(path).stream())
                .filter(entry -> (entry.attributes().mode() & EXECUTE) != 0)
                .findFirst();
        if (program.isEmpty()) {
            return Optional.of(notFound(name, candidates));
        }
        return complaint(program.get(), command, 1).map(why -> "'" + name + "', which the container runs, " + why);
    }

    private String notFound(String name, List<String> candidates) {
        Optional<Entry> present = candidates.stream()
                .flatMap(path -> programs.entry(path).stream())
                .findFirst();
        if (present.isPresent()) {
            return "'" + name + "', which the container runs, is not executable: its mode is "
                    + String.format(
                            Locale.ROOT, "%04o", present.get().attributes().mode())
                    + ". Give it mode 0755";
        }
        boolean byPath = name.contains("/");
        return "there is no program '" + name + "' in the image, so the container cannot start"
                + (byPath ? "" : "; looked for in " + String.join(", ", candidates))
                + ". Correct the command, or put the program into the image";
    }

    private Optional<String> complaint(Entry program, Command command, int depth) {
        Content content = ProgramSearch.content(program);
        Optional<String> unfit = Program.complaint(content, command.architecture());
        if (unfit.isPresent()) {
            return unfit.map(why -> "is " + why);
        }
        List<String> interpreter = Program.interpreter(content);
        if (!interpreter.isEmpty()) {
            return depth == MAX_INTERPRETERS ? Optional.empty() : ofScript(interpreter, command, depth);
        }
        return ElfFile.of(content).flatMap(this::ofElf);
    }

    private Optional<String> ofScript(List<String> interpreter, Command command, int depth) {
        String path = interpreter.get(0);
        if (!path.startsWith("/") || mayBeMountedOver(path)) {
            return Optional.empty();
        }
        Optional<Entry> found = programs.entry(path);
        if (found.isEmpty()) {
            return Optional.of("is a script for '" + path + "', which is not in the image");
        }
        if (path.endsWith("/env")
                && interpreter.size() == 2
                && interpreter.get(1).matches("[A-Za-z0-9_.+-]+")) {
            String name = interpreter.get(1);
            List<String> candidates = programs.candidates(name, command.env(), "/");
            boolean certain = !name.startsWith("-") && candidates.stream().noneMatch(this::mayBeMountedOver);
            if (certain
                    && candidates.stream().allMatch(each -> programs.entry(each).isEmpty())) {
                return Optional.of("is a script for '" + name + "', which is not in the image");
            }
        }
        return complaint(found.get(), command, depth + 1).map(why -> "is a script for '" + path + "', and that " + why);
    }

    private Optional<String> ofElf(ElfFile program) {
        if (program.loader().isEmpty()
                || !mounts.paths().stream().map(MountPoints::top).allMatch(DATA::contains)) {
            return Optional.empty();
        }
        Collection<String> missing = missing(program);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("needs " + String.join(", ", missing) + ", which "
                        + (missing.size() == 1 ? "is" : "are")
                        + " not in the image. Take the package of each into the image,"
                        + " or a program that is linked statically");
    }

    /** The loader, and the names of libraries, that a program needs and the tree does not have. */
    public Collection<String> missing(ElfFile program) {
        List<String> missing = new ArrayList<>();
        if (programs.file(program.loader()).isEmpty()) {
            missing.add(program.loader());
        }
        missing.addAll(libraries().missing(program));
        return missing;
    }

    private Libraries libraries() {
        Libraries known = libraries;
        if (known == null) {
            known = new Libraries(tree, programs);
            libraries = known;
        }
        return known;
    }

    private boolean mayBeMountedOver(String path) {
        return mounts.cover(path) || mounts.cover(programs.real(path));
    }
}
