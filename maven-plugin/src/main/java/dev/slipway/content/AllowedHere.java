package dev.slipway.content;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A method that may call what {@code forbidden-apis.txt} forbids; the value is the reason. */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface AllowedHere {
    /** Why no byte of an output depends on it. */
    String value();
}
