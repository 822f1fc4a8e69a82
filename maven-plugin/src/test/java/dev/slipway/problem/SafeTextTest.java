package dev.slipway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import org.junit.jupiter.api.Test;

class SafeTextTest {
    @Test
    void makesVisibleWhatSteersATerminal() {
        assertThat(SafeText.line("a\u001b[31mred\u0007 \u009b0m \u202eexe.txt\u2066 \u0000 \u007f \ufeff"))
                .isEqualTo("a\\u001b[31mred\\u0007 \\u009b0m \\u202eexe.txt\\u2066 \\u0000 \\u007f \\ufeff");
        assertThat(SafeText.line("x\n[INFO] BUILD SUCCESS\r")).isEqualTo("x\\u000a[INFO] BUILD SUCCESS\\u000d");
        assertThat(SafeText.of("one\n\ttwo\u2028three")).isEqualTo("one\n\ttwo\\u2028three");
        assertThat(SafeText.line("\ud83d \udb40\udc41")).isEqualTo("\\ud83d \\udb40\\udc41");
    }

    @Test
    void leavesWhatPeopleWrite() {
        String text =
                "größe 文字 \ud83d\ude80 'a@b' (https://host:5000/a@sha256:1f) c:\\u0041 docker.io=http://[::1]:80/x";
        assertThat(SafeText.line(text)).isEqualTo(text);
    }

    @Test
    void hidesUserAndPasswordOfEveryAddress() {
        assertThat(SafeText.line("from http://u:pw@host:80/x and 'https://tok@h/y@z' and a://b"))
                .isEqualTo("from http://***@host:80/x and 'https://***@h/y@z' and a://b");
        assertThat(SafeText.line("http://u:p@w@host/")).isEqualTo("http://***@host/");
        assertThat(SafeText.line("http://u:p/w@host/x, then")).isEqualTo("http://***@host/x, then");
        assertThat(SafeText.writtenAddress("u:p/w@host/debian")).isEqualTo("***@host/debian");
        assertThat(SafeText.writtenAddress("ftp://u:p@w@host/")).isEqualTo("ftp://***@host/");
        assertThat(SafeText.writtenAddress("deb.example.com/x")).isEqualTo("deb.example.com/x");
        assertThat(SafeText.address(URI.create("https://u:pw@host:1/a?sig=secret")))
                .isEqualTo("https://host:1/a");
        assertThat(SafeText.server(URI.create("https://u:pw@[::1]:5/a"))).isEqualTo("[::1]:5");
    }

    @Test
    void makesEveryPartOfAProblemAndOfItsCausesSafe() {
        IOException cause = new IOException("http://u:pw@h \u001b[2J", new IllegalStateException("b\u0007"));
        Problem problem =
                new Problem(Problem.Fault.USER, "x\ny", "is \u001b[2J", "Ask http://u:pw@h/.\nThen go.", cause) {};
        assertThat(problem)
                .hasMessage("x\\u000ay: is \\u001b[2J\n  Ask http://***@h/.\n  Then go.")
                .satisfies(each -> assertThat(everything(each)).doesNotContain("pw@", "\u001b", "\u0007"));
        assertThat(problem.what()).isEqualTo("is \\u001b[2J");
        assertThat(SafeText.cause(cause)).hasToString("java.io.IOException: http://***@h \\u001b[2J");
        IOException safe = new IOException("plain");
        assertThat(SafeText.cause(safe)).isSameAs(safe);
    }

    @Test
    void addsTheFirstPlaceThatNamesTheThing() {
        Place place = new Place("linuxkit.yml", 3, 5, "init[0]");
        Problem problem = new Problem(Problem.Fault.ENVIRONMENT, "document sha256:1", "is cut", "Wait.") {};
        assertThat(problem.namedAt(place, "a/b:1").namedAt(new Place("x.yml", 1, 1, ""), "c"))
                .hasMessage("linuxkit.yml:3:5: init[0]: a/b:1: document sha256:1: is cut\n  Wait.");
        assertThat(new Problem(Problem.Fault.ENVIRONMENT, "a/b:1 from h", "is cut", "Wait.") {}.namedAt(place, "a/b:1"))
                .hasMessage("linuxkit.yml:3:5: init[0]: a/b:1 from h: is cut\n  Wait.");
        assertThat(
                        new Problem(Problem.Fault.ENVIRONMENT, "linuxkit.yml:9:9: x", "is cut", "Wait.") {}.namedAt(
                                place, "a"))
                .hasMessage("linuxkit.yml:9:9: x: is cut\n  Wait.");
    }

    private static String everything(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
