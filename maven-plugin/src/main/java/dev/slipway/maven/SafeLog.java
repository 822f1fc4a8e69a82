package dev.slipway.maven;

import dev.slipway.problem.SafeText;
import org.apache.maven.plugin.logging.Log;

/** Maven's log, which no text of others gets into before it is made safe to print. */
record SafeLog(Log log) {
    void info(String line) {
        log.info(SafeText.of(line));
    }

    void debug(String line) {
        log.debug(SafeText.of(line));
    }

    void warn(String line) {
        log.warn(SafeText.of(line));
    }
}
