package dev.slipway.mojo;

import dev.slipway.build.BuildLog;
import java.util.Set;
import org.apache.maven.plugin.logging.Log;

/**
 * What a build tells, as lines of Maven's log.
 *
 * @param warnings what was warned of already, and is not repeated
 */
record MavenLog(Log log, Set<String> warnings) implements BuildLog {
    @Override
    public void info(String line) {
        log.info(line);
    }

    @Override
    public void detail(String line) {
        log.debug(line);
    }

    @Override
    public void warn(String line) {
        if (warnings.add(line)) {
            log.warn(line);
        }
    }
}
