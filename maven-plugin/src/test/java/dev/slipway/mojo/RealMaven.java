package dev.slipway.mojo;

import org.apache.maven.api.di.Provides;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.AfterEach;

/** A test whose goals get Maven's own objects, where the harness would make mocks. */
interface RealMaven {
    /** One for each test method. */
    MavenFixture maven();

    @AfterEach
    default void closeMaven() {
        maven().close();
    }

    @Provides
    default MavenSession session() {
        return maven().session;
    }

    @Provides
    default MavenProject project() {
        return maven().project;
    }

    @Provides
    default MojoExecution execution() {
        return maven().execution;
    }

    @Provides
    default Log log() {
        return maven().log();
    }
}
