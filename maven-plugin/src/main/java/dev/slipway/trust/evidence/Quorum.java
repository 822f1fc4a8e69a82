package dev.slipway.trust.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Tries signatures until enough different signers were found; of the failures, tells the most useful. */
public final class Quorum {
    private final int threshold;
    private final Map<String, Proof> bySigner = new LinkedHashMap<>();
    private final List<Rejected> failures = new ArrayList<>();

    /** @param threshold how many different signers are needed */
    public Quorum(int threshold) {
        this.threshold = threshold;
    }

    /** Tries one signature, unless there are enough already. Two by one signer count once. */
    public void attempt(String what, Supplier<Proof> verification) {
        if (isReached()) {
            return;
        }
        try {
            Proof proof = verification.get();
            bySigner.putIfAbsent(proof.signer(), proof);
        } catch (Rejected e) {
            failures.add(e.in(what));
        }
    }

    /** True if there are enough. */
    public boolean isReached() {
        return bySigner.size() >= threshold;
    }

    /**
     * The proof of all signers together.
     *
     * @param where the image
     * @throws Rejected if there are not enough
     */
    public Proof result(String where) {
        if (isReached()) {
            return joined();
        }
        if (failures.isEmpty() && bySigner.isEmpty()) {
            throw new Rejected(Reason.NO_SIGNATURE, where, "has no signature of the kind that its rule asks for");
        }
        if (bySigner.isEmpty()) {
            throw mostTelling().in(where);
        }
        String others =
                failures.isEmpty() ? "" : "; of another: " + mostTelling().what();
        throw new Rejected(
                Reason.THRESHOLD_NOT_MET,
                where,
                "is signed by " + bySigner.size() + " of the " + threshold + " signers that are needed: "
                        + String.join(", ", bySigner.keySet()) + others);
    }

    private Proof joined() {
        List<Proof> all = List.copyOf(bySigner.values());
        if (all.size() == 1) {
            return all.get(0);
        }
        return new Proof(
                all.get(0).scheme(),
                String.join(", ", bySigner.keySet()),
                all.get(0).signedAt(),
                String.join(", ", all.stream().map(Proof::evidence).toList()));
    }

    /** A signature of a stranger, or about something else, says least. */
    private Rejected mostTelling() {
        return failures.stream()
                .filter(failure -> failure.reason() != Reason.UNKNOWN_KEY
                        && failure.reason() != Reason.WRONG_IDENTITY
                        && failure.reason() != Reason.WRONG_PURPOSE)
                .findFirst()
                .orElse(failures.get(0));
    }
}
