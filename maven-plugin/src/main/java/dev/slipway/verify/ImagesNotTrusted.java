package dev.slipway.verify;

import dev.slipway.problem.Problem;
import dev.slipway.trust.TrustReport;
import dev.slipway.trust.Verdict;
import dev.slipway.trust.evidence.Rejected;
import java.util.List;
import java.util.stream.Collectors;

/** Images that the policy or the YAML's section {@code trust} requires to be signed, and that are not. */
public final class ImagesNotTrusted extends Problem {
    private static final long serialVersionUID = 1L;

    private ImagesNotTrusted(List<Verdict> rejected) {
        super(
                rejected.stream().allMatch(ImagesNotTrusted::isUnknown) ? Fault.ENVIRONMENT : Fault.USER,
                rejected.size() == 1 ? rejected.get(0).image() : rejected.size() + " images",
                rejected.size() == 1
                        ? "must not be used: " + told(rejected.get(0))
                        : "must not be used; they are not verified",
                rejected.size() == 1
                        ? reason(rejected.get(0)).next()
                        : rejected.stream()
                                .map(each -> each.image() + ": " + told(each) + "\n  "
                                        + reason(each).next().replace("\n", "\n  "))
                                .collect(Collectors.joining("\n")));
    }

    /** @throws ImagesNotTrusted unless every image may be used */
    public static void check(TrustReport report) {
        if (!report.isAllowed()) {
            throw new ImagesNotTrusted(report.rejected());
        }
    }

    private static boolean isUnknown(Verdict verdict) {
        return reason(verdict).fault() == Fault.ENVIRONMENT;
    }

    private static String told(Verdict verdict) {
        Rejected reason = reason(verdict);
        String place = reason.where().equals(verdict.image()) ? "it" : reason.where();
        return place + " " + reason.what() + " (" + reason.reason().id() + ", rule " + verdict.rule() + ")";
    }

    private static Rejected reason(Verdict verdict) {
        return verdict.rejected().orElseThrow();
    }
}
