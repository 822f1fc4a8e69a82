package dev.slipway.trust;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that reads data of other projects, which lies beside the repository and is not ours to copy. Where it is absent the class
 * is skipped, and {@code it/test.sh} says so at its end; with {@code CI=true} it fails.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ThirdPartyDataCondition.class)
public @interface ThirdPartyData {
    /** Whose cases they are. */
    String suite();

    int cases();
}
