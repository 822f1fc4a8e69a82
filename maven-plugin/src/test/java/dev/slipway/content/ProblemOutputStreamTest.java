package dev.slipway.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemOutputStreamTest {
    private static final class DiskFull extends Problem {
        private static final long serialVersionUID = 1L;

        DiskFull(IOException cause) {
            super(Fault.ENVIRONMENT, "there", String.valueOf(cause.getMessage()), "Make room.", cause);
        }
    }

    private static OutputStream failing(String at) {
        return new OutputStream() {
            private void check(String now) throws IOException {
                if (now.equals(at)) {
                    throw new IOException("no room at " + at);
                }
            }

            @Override
            public void write(int b) throws IOException {
                check("write");
            }

            @Override
            public void flush() throws IOException {
                check("flush");
            }

            @Override
            public void close() throws IOException {
                check("close");
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "write", "flush", "close"})
    void makesItsFailuresProblems(String at) {
        assertThatThrownBy(() -> {
                    OutputStream sink = ProblemOutputStream.open(
                            () -> {
                                if (at.equals("open")) {
                                    throw new IOException("no room at open");
                                }
                                return failing(at);
                            },
                            DiskFull::new);
                    sink.write(1);
                    sink.flush();
                    sink.close();
                })
                .isInstanceOf(DiskFull.class)
                .hasMessageContaining("there: no room at " + at);
    }

    @Test
    void passesBytesOn() throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        try (OutputStream out = ProblemOutputStream.open(() -> sink, DiskFull::new)) {
            out.write(1);
            out.write(new byte[] {2, 3, 4}, 1, 2);
        }
        assertThat(sink.toByteArray()).containsExactly(1, 3, 4);
    }
}
