package dev.slipway.qemu.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Which start of which operating system this is: what is known of its processes and devices holds until the next one. */
public final class HostBoot {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

    private HostBoot() {}

    /** A name of the boot and of the space of process numbers (a container has its own); empty where the system gives none. */
    public static String id() {
        try {
            if (Files.isReadable(BOOT)) {
                String processes = Files.isSymbolicLink(PROCESSES)
                        ? Files.readSymbolicLink(PROCESSES).toString()
                        : "";
                return Files.readString(BOOT).strip() + " " + processes;
            }
        } catch (IOException e) {
            return "";
        }
        return ProcessHandle.of(1)
                .flatMap(first -> first.info().startInstant())
                .map(Instant::toString)
                .orElse("");
    }
}
