package dev.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChallengeTest {
    private static List<Challenge> parse(String... headers) {
        return Challenge.parse(List.of(headers));
    }

    @Test
    void readsWhatRegistriesSend() {
        Challenge challenge = parse(
                        "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\",scope=\"repository:a/b:pull,push\"")
                .get(0);
        assertThat(challenge.scheme()).isEqualTo("bearer");
        assertThat(challenge.parameter("realm")).isEqualTo("https://auth.docker.io/token");
        assertThat(challenge.parameter("service")).isEqualTo("registry.docker.io");
        assertThat(challenge.parameter("scope")).isEqualTo("repository:a/b:pull,push");
        assertThat(challenge.parameter("error")).isEmpty();
    }

    @Test
    void readsSeveralInOneLineAndInMany() {
        assertThat(parse("Basic realm=\"a, \\\"b\\\"\", Bearer  Realm=x , service = \"y\"", "Negotiate"))
                .extracting(Challenge::scheme, each -> each.parameter("realm"), each -> each.parameter("service"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("basic", "a, \"b\"", ""),
                        org.assertj.core.groups.Tuple.tuple("bearer", "x", "y"),
                        org.assertj.core.groups.Tuple.tuple("negotiate", "", ""));
    }

    @Test
    void survivesNonsense() {
        assertThat(parse("", ",,,", "=", "\"", "realm=\"x\"")).isEmpty();
        assertThat(parse("Bearer realm=\"unclosed")).hasSize(1);
    }
}
