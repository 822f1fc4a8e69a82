package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.problem.Problem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which failures become a failure of the user's and which an error, and what Maven prints of them. */
@MojoTest
class GoalFaultsTest implements RealMaven {
    private final MavenFixture maven;

    GoalFaultsTest(@TempDir Path folder) throws Exception {
        maven = new MavenFixture(folder, "resolve");
    }

    @Override
    public MavenFixture maven() {
        return maven;
    }

    /** A goal that ends with a failure. */
    private static final class FailingGoal extends GoalMojo {
        private final Exception failure;

        FailingGoal(Exception failure, MavenFixture maven) throws IllegalAccessException {
            this.failure = failure;
            MojoExtension.setVariableValueToObject(this, "session", maven.session);
            MojoExtension.setVariableValueToObject(this, "project", maven.project);
            MojoExtension.setVariableValueToObject(this, "execution", maven.execution);
            MojoExtension.setVariableValueToObject(this, "pluginVersion", "7.0");
        }

        @Override
        void run() throws IOException {
            if (failure instanceof IOException e) {
                throw e;
            }
            throw (RuntimeException) failure;
        }
    }

    private static final class TestProblem extends Problem {
        private static final long serialVersionUID = 1L;

        TestProblem(Fault fault) {
            super(fault, "linuxkit.yml:1:1", "this is wrong", "Run: mvn slipway:resolve");
        }
    }

    static List<IOException> withoutWords() {
        return List.of(new IOException(), new IOException((String) null), new FileNotFoundException());
    }

    @Test
    void theUsersFaultIsAFailureAndCommandsInItWork() {
        maven.request.setActiveProfiles(List.of("small"));
        assertThatThrownBy(() -> fail(new TestProblem(Problem.Fault.USER)))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("linuxkit.yml:1:1")
                .hasMessageContaining("this is wrong")
                .hasMessageContaining("dev.slipway:slipway-maven-plugin:7.0:resolve -Psmall -Dslipway.")
                .hasMessageNotContaining("mvn slipway:");
    }

    /** Else Maven prints the message of the cause below it, with another command. */
    @Test
    void theCauseSaysTheSameAndWhere() {
        TestProblem problem = new TestProblem(Problem.Fault.USER);
        Throwable thrown = catchThrowable(() -> fail(problem));
        assertThat(thrown.getCause()).hasMessage(thrown.getMessage());
        assertThat(thrown.getCause().getStackTrace()).isEqualTo(problem.getStackTrace());
    }

    @Test
    void theWorldsFaultIsAnError() {
        assertThatThrownBy(() -> fail(new TestProblem(Problem.Fault.ENVIRONMENT)))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("this is wrong");
    }

    @ParameterizedTest
    @MethodSource("withoutWords")
    void anInputErrorIsAnErrorAndNeverWithoutWords(IOException failure) {
        for (Exception each : List.of(failure, new UncheckedIOException(failure))) {
            assertThatThrownBy(() -> fail(each))
                    .isInstanceOf(MojoExecutionException.class)
                    .hasMessageStartingWith("reading or writing failed: ")
                    .hasMessageContaining(failure.getClass().getName())
                    .hasMessageContaining("with -e")
                    .hasMessageNotContaining("null");
        }
    }

    @Test
    void noControlCharacterOfAForeignTextReachesTheTerminal() {
        assertThatThrownBy(() -> fail(new IOException("\u001b[2Jgone")))
                .hasMessageNotContaining("\u001b")
                .satisfies(e -> assertThat(e.getCause()).hasMessageNotContaining("\u001b"));
    }

    private void fail(Exception failure) throws Exception {
        maven.run(new FailingGoal(failure, maven));
    }
}
