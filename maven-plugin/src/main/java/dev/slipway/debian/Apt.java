package dev.slipway.debian;

import dev.slipway.content.IOFunction;
import dev.slipway.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The package manager of the machine, asked by its own programs: it knows its archives and has checked their signatures. */
public final class Apt {
    private static final Path APT_GET = Path.of("/usr/bin/apt-get");
    private static final Path APT_HELPER = Path.of("/usr/lib/apt/apt-helper");
    private static final Path GPGV = Path.of("/usr/bin/gpgv");

    /** Bytes of what a program says about its failure that are repeated. */
    private static final int MAX_COMPLAINT = 4096;

    private final Path aptGet;
    private final Path aptHelper;
    private final Path gpgv;
    private @Nullable List<AptTarget> targets;

    public Apt() {
        this(APT_GET, APT_HELPER, GPGV);
    }

    /** With other programs in the place of APT's. */
    public Apt(Path aptGet, Path aptHelper, Path gpgv) {
        this.aptGet = aptGet;
        this.aptHelper = aptHelper;
        this.gpgv = gpgv;
    }

    /** The keys that it believes, and the program that it asks about them. */
    KeyRings keys() {
        return KeyRings.ofApt(gpgv);
    }

    /**
     * The indexes of binary packages that APT keeps, in the order of its configuration. It is asked once.
     *
     * @throws AptFailed if the machine has no APT
     */
    synchronized List<AptTarget> targets() {
        if (targets == null) {
            targets = List.copyOf(readTargets());
        }
        return targets;
    }

    private List<AptTarget> readTargets() {
        return run(List.of(aptGet.toString(), "indextargets", "--format", AptTarget.FORMAT), output -> {
            List<AptTarget> found = new ArrayList<>();
            BufferedReader lines = new BufferedReader(output);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                AptTarget.parse(line).ifPresent(found::add);
            }
            return found;
        });
    }

    /**
     * Reads an index, however APT keeps it compressed.
     *
     * @throws AptFailed if it is not there
     */
    <T> T read(AptTarget target, IOFunction<InputStream, T> reading) {
        return start(List.of(aptHelper.toString(), "cat-file", target.file()), reading, true);
    }

    private static <T> T run(List<String> command, IOFunction<Reader, T> reading) {
        return start(command, output -> reading.apply(text(output)), true);
    }

    /** Reads what a program says, and does not mind how it ends. */
    static <T> T runAnyway(List<String> command, IOFunction<Reader, T> reading) {
        return start(command, output -> reading.apply(text(output)), false);
    }

    private static Reader text(InputStream output) {
        return new InputStreamReader(output, StandardCharsets.UTF_8);
    }

    private static <T> T start(List<String> command, IOFunction<InputStream, T> reading, boolean wellEnded) {
        try {
            // A file, because nobody reads it before the program has ended, and a full pipe would stop the program.
            Path complaints = Files.createTempFile("slipway", ".apt");
            try {
                return start(command, reading, wellEnded, complaints);
            } finally {
                Files.deleteIfExists(complaints);
            }
        } catch (IOException e) {
            throw new AptFailed(command, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AptFailed(command, "interrupted");
        }
    }

    private static <T> T start(
            List<String> command, IOFunction<InputStream, T> reading, boolean wellEnded, Path complaints)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(complaints.toFile());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            T result = reading.apply(process.getInputStream());
            int status = process.waitFor();
            if (wellEnded && status != 0) {
                throw new AptFailed(command, "it ended with status " + status + " " + said(complaints));
            }
            return result;
        } finally {
            process.destroy();
        }
    }

    private static String said(Path complaints) throws IOException {
        try (InputStream in = Files.newInputStream(complaints)) {
            return new String(in.readNBytes(MAX_COMPLAINT), StandardCharsets.UTF_8).strip();
        }
    }

    /** A program of APT's did not do its work. */
    static final class AptFailed extends Problem {
        private static final long serialVersionUID = 1L;

        AptFailed(List<String> command, String why) {
            super(
                    Fault.ENVIRONMENT,
                    "apt",
                    String.join(" ", command).replace('\t', ' ') + " failed (" + why + ")",
                    "Slipway looks Debian packages up with APT, on a Debian machine. Run apt-get update as root there, or set slipway.debianMirror if only the address of an archive is missing.");
        }
    }
}
