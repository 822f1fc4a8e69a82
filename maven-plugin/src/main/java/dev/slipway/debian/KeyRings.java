package dev.slipway.debian;

import dev.slipway.content.AllowedHere;
import dev.slipway.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks gpgv, as APT does, who has signed a file. The keys come from the folders where APT's are; which of them is meant, a recipe says
 * by its fingerprint, so any folder will do. An archive of Debian's own needs no fingerprint, and is signed with one of Debian's keys.
 */
record KeyRings(Path gpgv, List<Path> folders) {
    /** Of Debian's package debian-archive-keyring. */
    static final Path DEBIAN = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");

    /** With the places of keys in apt(8) and sources.list(5). */
    static KeyRings ofApt(Path gpgv) {
        return new KeyRings(
                gpgv,
                List.of(
                        Path.of("/etc/apt/keyrings"),
                        Path.of("/etc/apt/trusted.gpg.d"),
                        Path.of("/usr/share/keyrings")));
    }

    private static final int MAX_RINGS = 200;
    private static final String STATUS = "[GNUPG:] ";

    private static final String NEXT =
            "Compare the fingerprint with what the archive's owner says. The key has to be in /etc/apt/keyrings, in a"
                    + " file whose name ends with .gpg (gpg --dearmor makes one of an .asc).";

    /** Statuses of a signature that is wrong, or no longer to be relied on (GnuPG, doc/DETAILS). */
    private static final Set<String> BAD = Set.of("BADSIG", "ERRSIG", "EXPSIG", "EXPKEYSIG", "REVKEYSIG", "NEWSIG");

    /**
     * Each archive of a machine says itself whose it is, and APT believes it by whatever key the machine has for it.
     *
     * @param file an InRelease, or a Release with its Release.gpg
     * @throws Problem if no key of Debian has signed it
     */
    void requireOfDebian(Path file) {
        if (signers(file, List.of(DEBIAN)).isEmpty()) {
            throw Problem.environment(
                    file.toString(),
                    "it says that it is Debian's, and has no good signature of a key of " + DEBIAN,
                    "Install debian-archive-keyring and gpgv. If an archive of your own signs again what it has of Debian, name"
                            + " it and its key in the recipe: debian: {archives: [{origin: Debian, suite: <codename>, key:"
                            + " <fingerprint>}]}.");
        }
    }

    /**
     * @param file an InRelease, or a Release with its Release.gpg
     * @param fingerprint of the primary key or of the part that signs, in capitals
     * @throws Problem if there is no good signature of it
     */
    void requireSigned(Path file, String fingerprint) {
        Set<String> good;
        try {
            good = signers(file, rings());
        } catch (IOException e) {
            throw Problem.environment(
                    file.toString(), "the folders of APT's keys cannot be read: " + e.getMessage(), NEXT, e);
        }
        if (!good.contains(fingerprint)) {
            throw Problem.environment(
                    file.toString(),
                    "it has no good signature of the key " + fingerprint + ", which the recipe names"
                            + (good.isEmpty() ? "" : "; it has one of " + String.join(", ", good)),
                    NEXT);
        }
    }

    /** Fingerprints of those who have signed a file. */
    private Set<String> signers(Path file, List<Path> rings) {
        List<String> command = new ArrayList<>(
                List.of(gpgv.toString(), "--status-fd", "1", "--weak-digest", "SHA1", "--weak-digest", "RIPEMD160"));
        for (Path ring : rings) {
            command.addAll(List.of("--keyring", ring.toString()));
        }
        Path signature = file.resolveSibling(file.getFileName() + ".gpg");
        if (Files.isRegularFile(signature)) {
            command.add(signature.toString());
        }
        command.add(file.toString());
        return Apt.runAnyway(command, output -> goodFingerprints(new BufferedReader(output)));
    }

    @AllowedHere("sorted when all are there")
    private List<Path> rings() throws IOException {
        List<Path> rings = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{gpg,pgp}")) {
                    files.forEach(rings::add);
                }
            }
        }
        Collections.sort(rings);
        return rings.size() <= MAX_RINGS ? rings : rings.subList(0, MAX_RINGS);
    }

    // A file may have several signatures, some by keys that this machine does not know. That is no fault: one good one
    // counts.
    private static Set<String> goodFingerprints(BufferedReader status) throws IOException {
        Set<String> fingerprints = new TreeSet<>();
        boolean good = false;
        for (String line = status.readLine(); line != null; line = status.readLine()) {
            if (line.startsWith(STATUS)) {
                String[] words = line.substring(STATUS.length()).split(" ", -1);
                if (BAD.contains(words[0])) {
                    good = false;
                } else if (words[0].equals("GOODSIG")) {
                    good = true;
                } else if (words[0].equals("VALIDSIG") && good && words.length > 1) {
                    fingerprints.add(words[1]);
                    fingerprints.add(words[words.length - 1]);
                }
            }
        }
        return fingerprints;
    }
}
