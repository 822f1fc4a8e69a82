package dev.slipway.qemu.guest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What executes the guest's instructions, in QEMU's names ({@code -accel}). */
public enum Accelerator {
    /** This system's hypervisor if the guest's kernel starts in it, otherwise emulation. */
    AUTO,
    /** Linux. */
    KVM,
    /** macOS. */
    HVF,
    /** Windows. */
    WHPX,
    /** Emulation: slower, and possible everywhere. */
    TCG;

    /** Reads one of the five names. */
    public static Accelerator parse(String text) {
        return Arrays.stream(values())
                .filter(each -> each.id().equals(text))
                .findFirst()
                .orElseThrow(() -> RunSetting.invalid(
                        "accelerator",
                        text,
                        "there is no such accelerator",
                        "Write one of "
                                + Arrays.stream(values()).map(Accelerator::id).collect(Collectors.joining(", "))
                                + "."));
    }

    /** The hypervisor of an operating system, by the name that Java gives it. */
    public static Optional<Accelerator> ofSystem(String operatingSystem) {
        String name = operatingSystem.toLowerCase(Locale.ROOT);
        if (name.startsWith("linux")) {
            return Optional.of(KVM);
        }
        if (name.startsWith("mac")) {
            return Optional.of(HVF);
        }
        return name.startsWith("windows") ? Optional.of(WHPX) : Optional.empty();
    }

    /** QEMU's name. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The options of QEMU; a guest gets every feature that the processor has. */
    public List<String> arguments() {
        return List.of("-accel", id(), "-cpu", "max");
    }
}
