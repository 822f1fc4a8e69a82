package dev.slipway.registry;

import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What mirrors did instead of helping: reported as it happens, and kept for the message if nobody else helps either. */
final class Mirrors {
    private final RegistryEvents events;

    /** Of which blobs a mirror has sent other bytes, and which one. */
    private final Map<Digest, String> wrong = new ConcurrentHashMap<>();

    Mirrors(RegistryEvents events) {
        this.events = events;
    }

    /** @return the reason, for the message of the registry itself */
    String passedOver(String image, String mirror, Problem reason) {
        if (reason instanceof RegistryProblem) {
            events.mirrorSkipped(image, mirror, reason.what());
        } else {
            events.mirrorWrong(image, mirror, reason.what());
        }
        return "mirror " + mirror + ": " + reason.what();
    }

    /** A mirror has sent other bytes than those of a blob; it is not asked for that blob again. */
    void wrongBlob(Digest blob, String image, String mirror, Problem reason) {
        wrong.put(blob, passedOver(image, mirror, reason));
    }

    boolean areWrong(Digest blob) {
        return wrong.containsKey(blob);
    }

    /** Why no mirror is asked for a blob; empty if they are. */
    List<String> reasons(Digest blob) {
        String reason = wrong.get(blob);
        return reason == null ? List.of() : List.of(reason);
    }
}
