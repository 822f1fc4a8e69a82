package dev.slipway.registry;

import dev.slipway.content.DigestMismatch;
import dev.slipway.content.IOConsumer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Downloads something optional. It is absent if the registry says so, or if a mirror does and the registry behind it cannot be
 * reached: behind a mirror there often is no way out.
 */
final class OptionalDownload {
    private final Downloads downloads;
    private final RegistryEvents events;
    private final Set<String> silent;

    /** @param silent servers that did not answer: of many questions only the first has to wait for them */
    OptionalDownload(Downloads downloads, RegistryEvents events, Set<String> silent) {
        this.downloads = downloads;
        this.events = events;
        this.silent = silent;
    }

    /**
     * @param servers mirrors first, the registry itself last
     * @param limit in bytes; one more is read at most
     * @param check throws {@link DigestMismatch} if a mirror sends something else; what the registry itself sends is the caller's to judge
     */
    Optional<Downloads.Body> find(
            List<Endpoint> servers, RegistryRequest request, long limit, IOConsumer<Downloads.Body> check)
            throws IOException {
        boolean absent = false;
        int left = servers.size();
        for (Endpoint server : servers) {
            boolean last = --left == 0;
            if (absent && silent.contains(server.toString())) {
                continue;
            }
            try {
                int most = (int) Math.min(limit, Integer.MAX_VALUE - 1);
                return Optional.of(downloads.body(List.of(server), request, most, body -> {
                    if (!last) {
                        check.accept(body);
                    }
                    return body;
                }));
            } catch (ImageNotFound e) {
                absent = true;
            } catch (RegistryProblem | DigestMismatch e) {
                if (last && !absent) {
                    throw e;
                }
                silent.add(server.toString());
                events.mirrorSkipped(request.image(), server.toString(), e.what());
            }
        }
        return Optional.empty();
    }
}
