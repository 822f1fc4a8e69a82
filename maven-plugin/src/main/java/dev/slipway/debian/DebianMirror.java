package dev.slipway.debian;

import dev.slipway.content.BlobSink;
import dev.slipway.content.Blobs;
import dev.slipway.content.Content;
import dev.slipway.content.Parallel;
import dev.slipway.environment.BuildEvent;
import dev.slipway.environment.BuildLog;
import dev.slipway.problem.Problem;
import dev.slipway.recipe.debian.PackagePin;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Brings pinned packages from a Debian archive into the store. What the archive sends is checked against the pin, so any will do. */
public final class DebianMirror {
    /** Packages that are fetched at once; waiting for a server takes no processor. */
    private static final int WIDTH = 4;

    private final Blobs blobs;
    private final BlobSink sink;
    private final FileFetch fetch;
    private final Supplier<List<DebianArchive>> archives;

    /** @param archives asked for only if something must be fetched; the later ones have what the earlier ones lack */
    public <S extends Blobs & BlobSink> DebianMirror(S store, FileFetch fetch, Supplier<List<DebianArchive>> archives) {
        this.blobs = store;
        this.sink = store;
        this.fetch = fetch;
        this.archives = archives;
    }

    /** Fetches what is missing, several packages at once. */
    public void fetchAll(List<PackagePin> pins, BuildLog log) throws IOException {
        List<PackagePin> missing = new ArrayList<>();
        for (PackagePin pin : pins) {
            if (find(pin).isEmpty()) {
                missing.add(pin);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        fetch.requireOnline(described(missing.get(0)), missing.get(0).digest());
        long bytes = missing.stream().mapToLong(PackagePin::size).sum();
        log.on(new BuildEvent.FetchingPackages(missing.size(), bytes));
        Parallel.map(missing, WIDTH, this::fetch);
    }

    /**
     * The package, from the store or from the archive.
     *
     * @throws Problem if it cannot be had
     */
    public Content fetch(PackagePin pin) throws IOException {
        Optional<Content> here = find(pin);
        if (here.isPresent()) {
            return here.get();
        }
        fetch.requireOnline(described(pin), pin.digest());
        List<URI> without = new ArrayList<>();
        FileFetch.FileNotFetched failure = null;
        for (DebianArchive archive : archives.get()) {
            URI address = archive.resolve(pin.path());
            try {
                return fetch.into(sink, address, described(pin), new FileFetch.Pinned(pin.digest(), pin.size()));
            } catch (FileFetch.FileNotFetched e) {
                // An archive that does not answer says more than one that never had the package.
                failure = failure == null || !e.gone() ? e : failure;
                without.add(address);
            }
        }
        FileFetch.FileNotFetched told = Objects.requireNonNull(failure, "there is an archive");
        throw told.gone() ? new PinSuperseded(pin, without, told) : told;
    }

    /** An archive keeps the newest version of a package, and drops the one that a lock pins. */
    static final class PinSuperseded extends Problem {
        private static final long serialVersionUID = 1L;

        PinSuperseded(PackagePin pin, List<URI> addresses, FileFetch.FileNotFetched cause) {
            super(
                    Fault.USER,
                    described(pin),
                    "package.lock pins a version that the archive no longer has ("
                            + addresses.stream().map(URI::toString).collect(Collectors.joining(", "))
                            + "); most likely a newer version has replaced it",
                    "Move the pin: run this in the folder of the recipe, and commit package.lock:\n"
                            + "mvn slipway:package -Dslipway.update=" + pin.name() + "\n"
                            + "Or name an archive that keeps old versions, as a second address: -Dslipway.debianMirror=<address>,<address>",
                    cause);
        }
    }

    private static String described(PackagePin pin) {
        return "Debian package " + pin.name() + " " + pin.version();
    }

    private Optional<Content> find(PackagePin pin) throws IOException {
        return blobs.find(pin.digest()).filter(content -> content.size() == pin.size());
    }
}
