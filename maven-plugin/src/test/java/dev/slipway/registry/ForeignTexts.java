package dev.slipway.registry;

import dev.slipway.registry.http.header.LenientAddress;
import dev.slipway.registry.http.header.LinkHeader;
import dev.slipway.registry.http.header.RetryAfter;
import dev.slipway.registry.login.CredentialNames;
import dev.slipway.registry.login.DockerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** Everything in this package that reads a text which a server wrote, or a login file, for the fuzzer. */
public final class ForeignTexts {
    private static final URI BASE = URI.create("https://registry.example.com/v2/a/blobs/x");

    private ForeignTexts() {}

    /** Reads the bytes as each of the texts. */
    public static void read(byte[] bytes) {
        // As the JDK gives headers: a byte a character.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Challenge.parse(List.of(text)).forEach(each -> each.parameter("realm"));
        LinkHeader.target(List.of(text), "next");
        RetryAfter.parse(text, Clock.systemUTC());
        CredentialNames.canonical(text);
        try {
            LenientAddress.withoutUserInfo(LenientAddress.resolve(BASE, text));
        } catch (URISyntaxException refused) {
            // As it says.
        }
        try {
            DockerConfig config = DockerConfig.parse(bytes, "fuzz");
            config.find("registry.example.com", "a/b");
            config.helperOf("registry.example.com");
            config.store("docker.io");
        } catch (IOException refused) {
            // As it says.
        }
    }
}
