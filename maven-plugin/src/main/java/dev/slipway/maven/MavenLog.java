package dev.slipway.maven;

import dev.slipway.content.Progress;
import dev.slipway.environment.BuildLog;
import dev.slipway.problem.SafeText;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.transfer.TransferListener;
import org.jspecify.annotations.Nullable;

/**
 * What a build tells, as lines of Maven's log.
 *
 * @param warnings what was said already, and is not repeated
 * @param commands makes the commands in a line work here ({@link MavenCommand#in})
 * @param console follows transfers where somebody looks on; null where nobody does
 */
public record MavenLog(
        SafeLog log, Set<String> warnings, UnaryOperator<String> commands, @Nullable MavenTransfers console)
        implements BuildLog {
    public static MavenLog of(Log log, Set<String> warnings, MavenSession session, UnaryOperator<String> commands) {
        RepositorySystemSession repositories = session.getRepositorySession();
        TransferListener listener = repositories.getTransferListener();
        boolean watched = session.getRequest().isInteractiveMode() && listener != null;
        return new MavenLog(
                new SafeLog(log), warnings, commands, watched ? new MavenTransfers(repositories, listener) : null);
    }

    @Override
    public void info(String line) {
        log.info(commands.apply(line));
    }

    @Override
    public void infoOnce(String line) {
        if (warnings.add(line)) {
            log.info(commands.apply(line));
        }
    }

    @Override
    public void detail(String line) {
        log.debug(line);
    }

    @Override
    public Progress fetching(String from, String what, long size) {
        String name = SafeText.line(what);
        return console == null ? BuildLog.super.fetching(from, name, size) : console.fetching(from, name, size);
    }

    @Override
    public void warn(String line) {
        if (warnings.add(line)) {
            log.warn(commands.apply(line));
        }
    }
}
