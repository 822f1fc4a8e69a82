package dev.slipway.trust;

import dev.slipway.NotRun;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Asks whether the data is there, and notes what is not run without it. */
final class ThirdPartyDataCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<ThirdPartyData> data =
                context.getElement().map(element -> element.getAnnotation(ThirdPartyData.class));
        if (data.isEmpty() || Fixtures.arePresent()) {
            return ConditionEvaluationResult.enabled("the data is there");
        }
        String what = data.get().cases() + " cases of " + data.get().suite() + " (" + context.getDisplayName() + "): "
                + Fixtures.absence();
        NotRun.note(what);
        return ConditionEvaluationResult.disabled(what);
    }
}
