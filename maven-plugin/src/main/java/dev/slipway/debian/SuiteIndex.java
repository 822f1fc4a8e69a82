package dev.slipway.debian;

import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import dev.slipway.recipe.DebianSuite;
import dev.slipway.recipe.debian.PackagesIndex;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An index of a suite, believed as far as its file Release is. APT checks the signature when it fetches both, and then keeps them
 * for as long as nobody asks for newer ones. So what passes with time is checked here: whether the Release has expired, whether an older one
 * has come in the place of the one that the lock was made with, and whether the index is the one that it covers.
 */
record SuiteIndex(DebianSuite suite, AptTarget target, Path releaseFile, Release release) {
    private static final String UPDATE = "Run apt-get update as root, and look at what it says.";

    /** @throws Problem if APT does not keep it */
    static SuiteIndex open(DebianSuite suite, AptTarget target) throws IOException {
        for (String name : new String[] {"InRelease", "Release"}) {
            Path file = Path.of(target.releasePrefix() + name);
            if (Files.isRegularFile(file)) {
                try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                    return new SuiteIndex(suite, target, file, Release.parse(text, file.toString()));
                }
            }
        }
        throw Problem.environment(
                target.file(), "APT keeps no file InRelease or Release beside this index of " + suite, UPDATE);
    }

    /**
     * @param now the time of this machine
     * @param locked the date of the Release that the lock was made with, or null
     * @throws Problem if another, newer one must be fetched first
     */
    void requireFresh(Instant now, @Nullable Instant locked) {
        Instant end = release.validUntil();
        if (end != null && now.isAfter(end)) {
            throw Problem.environment(
                    releaseFile.toString(),
                    "the index of " + suite + " was valid until " + end + ", and now it is " + now
                            + ": there may be newer packages that it does not show",
                    UPDATE);
        }
        if (locked != null && release.date().isBefore(locked)) {
            throw Problem.environment(
                    releaseFile.toString(),
                    "the index of " + suite + " is of " + release.date()
                            + ", older than the one that package.lock was made with (" + locked
                            + "): an old state of the archive has been played back",
                    UPDATE + " If it stays old, take another archive.");
        }
    }

    /** @throws Problem if a suite is not signed with the key that it names, or with one of Debian's if it names none */
    void requireKey(KeyRings keys) {
        String key = suite.key();
        if (key == null) {
            keys.requireOfDebian(releaseFile);
        } else {
            keys.requireSigned(releaseFile, key);
        }
    }

    /** Reads the index to its end, and believes it then. */
    void into(PackagesIndex index, Apt apt) {
        Optional<Digest> expected = release.index(target.metaKey());
        Digest actual = apt.read(target, output -> digestOf(output, index));
        if (expected.filter(actual::equals).isEmpty()) {
            throw Problem.environment(
                    target.file(),
                    "this is not the index of " + suite + " that " + releaseFile + " covers: it has " + actual,
                    UPDATE);
        }
    }

    private static Digest digestOf(InputStream output, PackagesIndex index) throws IOException {
        DigestInputStream bytes = new DigestInputStream(output, Digest.Algorithm.SHA256.newMessageDigest());
        index.read(new InputStreamReader(bytes, StandardCharsets.UTF_8));
        return Digest.of(bytes.getMessageDigest().digest(), Digest.Algorithm.SHA256);
    }
}
