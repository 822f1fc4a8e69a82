package dev.slipway.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A way to start an ISO or a disk in QEMU. */
record Medium(String firmware, String device, List<String> options) {
    private static final Path OVMF = Path.of("/usr/share/OVMF");
    private static final Path AAVMF = Path.of("/usr/share/AAVMF");

    static Medium cd(Path iso) {
        return new Medium("BIOS", "from CD", List.of("-cdrom", iso.toString()));
    }

    static Medium disk(Path iso) {
        // QEMU splits options at commas; a doubled one is a comma.
        String file = iso.toString().replace(",", ",,");
        return new Medium(
                "BIOS", "from disk", List.of("-drive", "file=" + file + ",format=raw,media=disk,snapshot=on"));
    }

    /**
     * A disk of its own format.
     *
     * @param format QEMU's name of it
     * @param more options of the device, each with a comma in front
     */
    static Medium disk(Path disk, String format, String more) {
        String drive = "if=none,id=system,snapshot=on,format=" + format + ",file="
                + disk.toString().replace(",", ",,");
        return new Medium(
                "BIOS",
                "from " + disk.getFileName(),
                List.of("-drive", drive, "-device", "virtio-blk-pci,drive=system" + more));
    }

    /** QEMU takes the place of the boot loader. */
    static Medium kernel(String from, Path kernel, Path initrd, String commandLine) {
        return new Medium(
                "QEMU",
                "from " + from,
                List.of("-kernel", kernel.toString(), "-initrd", initrd.toString(), "-append", commandLine));
    }

    /** The same machine with more options of QEMU. */
    Medium and(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new Medium(firmware, device, all);
    }

    /**
     * A network card, and a server of DHCP and TFTP behind it.
     *
     * @param folder what the server hands out by TFTP
     * @param file what the machine fetches first
     * @param more options of QEMU
     */
    static Medium network(Path folder, String file, String... more) {
        String server = "user,id=boot,tftp=" + folder.toString().replace(",", ",,") + ",bootfile=" + file;
        List<String> options =
                new ArrayList<>(List.of("-netdev", server, "-device", "virtio-net-pci,netdev=boot,bootindex=1"));
        options.addAll(List.of(more));
        return new Medium("BIOS", "from the network, " + file, options);
    }

    /** As {@link #ownKeys()}. */
    Medium withOwnKeys() {
        return with("UEFI with own keys", ownKeys());
    }

    Medium uefi() {
        return with("UEFI", firmware("OVMF_CODE_4M.fd", "OVMF_VARS_4M.fd"));
    }

    /** On {@link Guest#bootArm64}. */
    Medium uefiOfArm64() {
        return with("UEFI of arm64", flash(AAVMF.resolve("AAVMF_CODE.fd"), AAVMF.resolve("AAVMF_VARS.fd")));
    }

    /** Microsoft's keys are enrolled, and what they did not sign does not start. */
    Medium secureBoot() {
        List<String> more = new ArrayList<>(firmware("OVMF_CODE_4M.secboot.fd", "OVMF_VARS_4M.ms.fd"));
        more.addAll(List.of("-global", "driver=cfi.pflash01,property=secure,value=on"));
        return with("UEFI with Secure Boot", more);
    }

    /** The options of a machine that trusts the key of Debian's OVMF for tests, and no other. */
    static List<String> ownKeys() {
        List<String> options = new ArrayList<>(firmware("OVMF_CODE_4M.secboot.fd", "OVMF_VARS_4M.snakeoil.fd"));
        options.addAll(List.of("-global", "driver=cfi.pflash01,property=secure,value=on"));
        return options;
    }

    private Medium with(String other, List<String> more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(more);
        return new Medium(other, device, all);
    }

    private static List<String> firmware(String code, String variables) {
        List<String> options = new ArrayList<>(List.of("-machine", "q35,smm=on"));
        options.addAll(flash(OVMF.resolve(code), OVMF.resolve(variables)));
        return options;
    }

    /** Firmware with its variables, which it writes to, in a copy. */
    private static List<String> flash(Path code, Path variables) {
        try {
            Path copy = Files.createTempFile(Files.createDirectories(Checks.work()), "vars", ".fd");
            copy.toFile().deleteOnExit();
            Files.copy(variables, copy, StandardCopyOption.REPLACE_EXISTING);
            return List.of(
                    "-drive",
                    "if=pflash,format=raw,readonly=on,file=" + code,
                    "-drive",
                    "if=pflash,format=raw,file=" + copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return firmware + " " + device;
    }
}
