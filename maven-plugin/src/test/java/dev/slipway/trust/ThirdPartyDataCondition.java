package dev.slipway.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Asks whether the data is there, and notes what is not run without it. */
final class ThirdPartyDataCondition implements ExecutionCondition {
    /** {@code it/test.sh} prints what the modules' files of this name say. */
    private static final Path NOT_RUN = Path.of("target", "not-run.txt");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<ThirdPartyData> data =
                context.getElement().map(element -> element.getAnnotation(ThirdPartyData.class));
        if (data.isEmpty() || Fixtures.arePresent()) {
            return ConditionEvaluationResult.enabled("the data is there");
        }
        String what = data.get().cases() + " cases of " + data.get().suite() + " (" + context.getDisplayName() + "): "
                + Fixtures.absence();
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("With CI=true nothing may be absent. Not run: " + what);
        }
        note(what);
        return ConditionEvaluationResult.disabled(what);
    }

    private static void note(String what) {
        System.out.println("Not run: " + what);
        try {
            Files.createDirectories(NOT_RUN.getParent());
            Files.writeString(NOT_RUN, what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
