package dev.slipway.archive.gzip;

import dev.slipway.problem.Problem;

/** This JVM's zlib compresses well but to other bytes than the reference one, such as zlib-ng or a hardware's. */
public final class UnsupportedZlib extends Problem {
    private static final long serialVersionUID = 1L;

    UnsupportedZlib(String expected, String actual) {
        super(
                Fault.ENVIRONMENT,
                "Java " + System.getProperty("java.runtime.version") + " in " + System.getProperty("java.home"),
                "this JVM's zlib writes other bytes than zlib 1.2 and 1.3 do (a check gave " + actual + ", not "
                        + expected + "), so a gzip image would differ from the same image built elsewhere",
                "Use zstd, which does not depend on the JVM: -Dslipway.compression=zstd\n"
                        + "or a JDK that brings its own zlib, such as Eclipse Temurin.");
    }
}
