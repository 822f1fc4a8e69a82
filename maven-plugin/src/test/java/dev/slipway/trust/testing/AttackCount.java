package dev.slipway.trust.testing;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Counts the attacks of a test class that were refused, and of all classes together. */
public final class AttackCount implements AfterTestExecutionCallback, AfterAllCallback {
    /** Tag of tests that show what is accepted. */
    public static final String ACCEPTED = "accepted";

    private static final AtomicInteger ALL = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isEmpty() && !context.getTags().contains(ACCEPTED)) {
            refused.incrementAndGet();
            ALL.incrementAndGet();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        System.out.println(
                context.getDisplayName() + ": " + refused.get() + " attacks refused, " + ALL.get() + " so far in all");
    }
}
