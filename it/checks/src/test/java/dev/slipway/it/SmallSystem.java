package dev.slipway.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A kernel and busybox: it says by which firmware it was started, and powers off. An emulated machine has it up in seconds. */
final class SmallSystem {
    /** What it says last. */
    static final String END = "end of words";

    static final String BY_BIOS = "started by BIOS, it says";
    static final String BY_UEFI = "started by UEFI, it says";

    /** What the kernel says where Secure Boot is on. */
    static final String SECURELY = "ecure boot enabled";

    /** On a busy machine an emulated timer comes late, and a kernel that tested it would give up. */
    static final String COMMAND_LINE = "console=ttyS0 no_timer_check";

    private static final String YAML =
            """
            kernel:
              image: maven:dev.slipway.packages:kernel:%1$s
              tar: none
              cmdline: %5$s
            init:
            - maven:dev.slipway.packages:sysctl:%1$s
            files:
            - path: init
              mode: "0755"
              contents: |
                #!/bin/sh
                mkdir -p /proc /sys
                /bin/busybox mount -t proc proc /proc
                busybox mount -t sysfs sysfs /sys
                [ -d /sys/firmware/efi ] && echo '%2$s' || echo '%3$s'
                busybox dmesg | busybox grep -i 'secure boot enabled'
                echo '%4$s'
                busybox poweroff -f
            """;

    private SmallSystem() {}

    /** Writes its {@code linuxkit.yml} into a folder, which is made. */
    static void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("linuxkit.yml"), YAML.formatted(Checks.version(), BY_UEFI, BY_BIOS, END, COMMAND_LINE));
    }
}
