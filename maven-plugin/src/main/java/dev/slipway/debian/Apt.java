package dev.slipway.debian;

import dev.slipway.content.IOFunction;
import dev.slipway.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The package manager of the machine, asked by its own programs: it knows its archives and has checked their signatures. */
public final class Apt {
    private static final Path APT_GET = Path.of("/usr/bin/apt-get");
    private static final Path APT_HELPER = Path.of("/usr/lib/apt/apt-helper");

    private final Path aptGet;
    private final Path aptHelper;
    private @Nullable List<AptTarget> targets;

    public Apt() {
        this(APT_GET, APT_HELPER);
    }

    /** With other programs in the place of APT's. */
    public Apt(Path aptGet, Path aptHelper) {
        this.aptGet = aptGet;
        this.aptHelper = aptHelper;
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
    <T> T read(AptTarget target, IOFunction<Reader, T> reading) {
        return run(List.of(aptHelper.toString(), "cat-file", target.file()), reading);
    }

    private static <T> T run(List<String> command, IOFunction<Reader, T> reading) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            try {
                process.getOutputStream().close();
                T result = reading.apply(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                String complaint = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                int status = process.waitFor();
                if (status != 0) {
                    throw new AptFailed(command, "it ended with status " + status + " " + complaint.strip());
                }
                return result;
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new AptFailed(command, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AptFailed(command, "interrupted");
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
