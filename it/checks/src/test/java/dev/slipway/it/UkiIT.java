package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo as a unified kernel image, signed with the key of Debian's OVMF for tests, whose password everybody knows. */
class UkiIT {
    private static final Path WORK = Checks.work().resolve("uki");
    private static final String CERTIFICATE = "/usr/share/ovmf/PkKek-1-snakeoil.pem";

    @BeforeAll
    static void build() throws IOException {
        Command.shell(
                        "rm -rf \"$WORK\" && mkdir -p \"$WORK\" && cp -r \"$ROOT/it/demo\" \"$WORK\" && rm -rf \"$WORK/demo/target\""
                                + " && openssl pkcs8 -topk8 -nocrypt -in /usr/share/ovmf/PkKek-1-snakeoil.key -passin pass:snakeoil"
                                + " -out \"$WORK/key.pem\"")
                .with("WORK", WORK.toString())
                .with("ROOT", Checks.root().toString())
                .succeed();
        // The demo's lock leaves the digests of the modules beside it to the commit; this copy has no modules beside
        // it.
        goal("resolve").succeed();
        image().and("-Dslipway.uki.key=" + WORK.resolve("key.pem"))
                .and("-Dslipway.uki.certificate=" + CERTIFICATE)
                .succeed();
        verify();
    }

    private static void verify() {
        assertThat(Command.of("sbverify", "--cert", CERTIFICATE, output().toString())
                        .succeed())
                .contains("Signature verification OK");
    }

    private static Command image() {
        return goal("image").and("-Dslipway.formats=uki");
    }

    private static Command goal(String name) {
        return Checks.maven(WORK.resolve("demo"), Checks.goal(name))
                .and("-Dslipway.store=" + Checks.work().resolve("uki/store"));
    }

    private static Path output() {
        return WORK.resolve("demo/target/demo-" + Checks.version() + ".efi");
    }

    /** Signed in two steps, by a key that the build never saw; what sbsign signs has the time in it, so it is not compared. */
    @Test
    void aSignatureFromElsewhereIsAttached() {
        image().succeed();
        Command.of(
                        "sbsign",
                        "--key",
                        "key.pem",
                        "--cert",
                        CERTIFICATE,
                        "--detached",
                        "--output",
                        "os.p7",
                        output().toString())
                .in(WORK)
                .succeed();
        image().and("-Dslipway.uki.signature=" + WORK.resolve("os.p7")).succeed();
        verify();
    }
}
