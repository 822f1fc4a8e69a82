package dev.slipway.packaging;

import dev.slipway.compose.program.CommandCheck;
import dev.slipway.compose.program.ElfFile;
import dev.slipway.compose.program.MountPoints;
import dev.slipway.content.IOFunction;
import dev.slipway.recipe.debian.PackageLock;
import dev.slipway.recipe.debian.PackagePin;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Libraries that programs of an image need and the image does not have. */
final class MissingLibraries {
    private static final int EXECUTE = 0111;

    /** An image with more programs than this has had its warnings by then. */
    private static final int MAX_PROGRAMS = 2000;

    private static final int MAX_TOLD = 10;

    /** {@code libssl.so.3}, {@code libapr-1.so.0}, {@code libfoo-2.4.so}. */
    private static final Pattern SONAME = Pattern.compile("(.+?)(?:\\.so\\.([0-9][0-9a-zA-Z.]*)|-([0-9][0-9.]*)\\.so)");

    /** Where a system has its loader: one that lies there, and not where programs look for it, lacks a link. */
    private static final Pattern SYSTEM_FOLDER = Pattern.compile("(usr/)?lib(32|64|x32)?(/[^/]+-linux-[^/]+)?");

    /** Those that keep a name from before there was a rule, by what their names begin with. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "ld-linux", "libc6",
            "libcrypto.so.3", "libssl3",
            "libdl.so.", "libc6",
            "libm.so.", "libc6",
            "libpthread.so.", "libc6",
            "libresolv.so.", "libc6",
            "librt.so.", "libc6",
            "libz.so.1", "zlib1g");

    private final PackageLock lock;
    private final IOFunction<PackagePin, FileTree> unpacked;

    /** @param unpacked all files of a package of the lock */
    MissingLibraries(PackageLock lock, IOFunction<PackagePin, FileTree> unpacked) {
        this.lock = lock;
        this.unpacked = unpacked;
    }

    /** A sentence without an end for each library, and which package has it. */
    List<String> complaints(FileTree tree) throws IOException {
        SortedMap<String, SortedSet<String>> missing = missing(tree);
        List<String> complaints = new ArrayList<>();
        for (String library : missing.keySet()) {
            if (complaints.size() == MAX_TOLD) {
                complaints.add((missing.size() - MAX_TOLD) + " more libraries are not in the image");
                break;
            }
            SortedSet<String> users = missing.getOrDefault(library, new TreeSet<>());
            complaints.add(library + " is not in the image, and " + users.first()
                    + (users.size() == 1 ? " needs it" : " and " + (users.size() - 1) + " more need it") + ": "
                    + remedy(library));
        }
        return complaints;
    }

    private static SortedMap<String, SortedSet<String>> missing(FileTree tree) {
        CommandCheck check = new CommandCheck(tree, new MountPoints(List.of()));
        List<String> others = otherLoaders(tree);
        SortedMap<String, SortedSet<String>> missing = new TreeMap<>();
        int programs = 0;
        for (Entry entry : tree.entries()) {
            if (entry.node() instanceof Node.RegularFile file
                    && (entry.attributes().mode() & EXECUTE) != 0
                    && programs < MAX_PROGRAMS) {
                Optional<ElfFile> elf =
                        ElfFile.of(file.content()).filter(it -> !it.loader().isEmpty());
                programs += elf.isPresent() ? 1 : 0;
                elf.stream()
                        .flatMap(it -> check.missing(it).stream())
                        .filter(library -> others.stream().noneMatch(other -> serves(other, library, entry.path())))
                        .forEach(library -> missing.computeIfAbsent(library, name -> new TreeSet<>())
                                .add(entry.path()));
            }
        }
        return missing;
    }

    /** Loaders outside of the system's folders. Nothing but somebody who says their path starts them. */
    private static List<String> otherLoaders(FileTree tree) {
        return tree.entries().stream()
                .map(Entry::path)
                .filter(path -> TreePath.name(path).startsWith("ld")
                        && !SYSTEM_FOLDER.matcher(TreePath.parent(path)).matches())
                .toList();
    }

    /**
     * Whether a program is started by a loader that came with it, as in {@code disk/lib/ld-linux-x86-64.so.2 disk/bin/dmsetup}, and not by
     * the one of that name which it asks for.
     */
    private static boolean serves(String other, String loader, String program) {
        String folder = TreePath.parent(other);
        String shared = TreePath.parent(folder).isEmpty() ? folder : TreePath.parent(folder);
        return loader.startsWith("/")
                && TreePath.name(loader).equals(TreePath.name(other))
                && program.startsWith(shared + "/");
    }

    private String remedy(String library) throws IOException {
        String name = TreePath.name(library);
        for (PackagePin pin : lock.pins()) {
            for (Entry entry : unpacked.apply(pin).entries()) {
                if (TreePath.name(entry.path()).equals(name)) {
                    return "the recipe's package " + pin.name() + " has it as " + entry.path()
                            + ", which no 'include' takes";
                }
            }
        }
        return packageOf(name)
                        .map(by -> "most likely " + by + " has it; add that package, or say")
                        .orElse("say")
                + " 'dependencies: true' with the package of the program";
    }

    /** The name that Debian gives the package of a library (Policy 8.1). */
    static Optional<String> packageOf(String soname) {
        Optional<String> exception = EXCEPTIONS.entrySet().stream()
                .filter(old -> soname.startsWith(old.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (exception.isPresent()) {
            return exception;
        }
        Matcher matcher = SONAME.matcher(soname);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String stem = matcher.group(1);
        String version = matcher.group(2);
        boolean hyphen = version == null || Character.isDigit(stem.charAt(stem.length() - 1));
        String name = stem + (hyphen ? "-" : "") + (version == null ? matcher.group(3) : version);
        return Optional.of(name.toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
