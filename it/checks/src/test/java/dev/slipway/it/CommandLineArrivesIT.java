package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One ISO starts five ways: BIOS and UEFI, from CD and from disk, and with Secure Boot enforced; and by each of them a command line of
 * 1,900 characters, with every odd character that boot loaders pass on, reaches the kernel as it was written.
 */
class CommandLineArrivesIT {
    private static final int CHARACTERS = 1900;
    private static final String ODD =
            "console=ttyS0 no_timer_check \"q=two words\" p=100%d s=\\'x\\' b=\\\\n d=$HOME ${v} {br,ace} u=naïve☃ ;"
                    + " & | < > # * ? [x] ~ ! = ``";

    private static final Path WORK = WorkFolders.empty("command line");

    @BeforeAll
    static void build() throws IOException {
        // The smallest system that can tell: no modules, and a script as process 1.
        String yaml =
                """
                kernel:
                  image: maven:dev.slipway.packages:kernel:%1$s
                  tar: none
                  cmdline: '%2$s'
                init:
                - maven:dev.slipway.packages:sysctl:%1$s
                files:
                - path: init
                  mode: "0755"
                  contents: |
                    #!/bin/sh
                    mkdir -p /proc
                    # Without /proc the shell does not find its other applets.
                    /bin/busybox mount -t proc proc /proc
                    echo "cmdline=$(busybox base64 -w0 /proc/cmdline)=end"
                    busybox poweroff -f
                """
                        .formatted(Checks.version(), commandLine().replace("'", "''"));
        Files.writeString(WORK.resolve("linuxkit.yml"), yaml);
        Checks.maven(WORK, Checks.goal("resolve"), Checks.goal("iso"))
                .and("-Dslipway.outputDirectory=.")
                .succeed();
    }

    @Test
    void biosFromCd() {
        arrives(Medium.cd(iso()));
    }

    @Test
    void biosFromDisk() {
        arrives(Medium.disk(iso()));
    }

    @Test
    void uefiFromCd() {
        arrives(Medium.cd(iso()).uefi());
    }

    @Test
    void uefiFromDisk() {
        arrives(Medium.disk(iso()).uefi());
    }

    @Test
    void secureBoot() {
        arrives(Medium.cd(iso()).secureBoot());
    }

    private static void arrives(Medium medium) {
        try (Guest guest = Guest.boot(medium.options())) {
            String encoded = guest.await("cmdline=([A-Za-z0-9+/=]+)=end", Duration.ofMinutes(6))
                    .group(1);
            byte[] bytes = Base64.getDecoder().decode(encoded);
            String arrived = new String(bytes, StandardCharsets.UTF_8);
            // Loaders put their own words in front.
            assertThat(arrived).endsWith(commandLine() + "\n");
            Checks.measured(medium + ": " + CHARACTERS + " characters arrived behind '"
                    + arrived.substring(0, arrived.length() - commandLine().length() - 1) + "'");
        }
    }

    private static Path iso() {
        return WORK.resolve("linuxkit.iso");
    }

    private static String commandLine() {
        String end = " end=here";
        int missing = CHARACTERS - (ODD + " pad=" + end).length();
        return ODD + " pad=" + "x".repeat(missing) + end;
    }
}
