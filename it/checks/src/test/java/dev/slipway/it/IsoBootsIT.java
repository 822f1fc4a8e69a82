package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One file starts five ways: BIOS and UEFI, from CD and from disk, and with Secure Boot enforced. */
class IsoBootsIT {
    private static final Path OVMF = Path.of("/usr/share/OVMF");

    private final String iso = Checks.demo(".iso").toString();
    private final List<String> cd = List.of("-cdrom", iso);
    private final List<String> disk = List.of("-drive", "file=" + iso + ",format=raw,media=disk,snapshot=on");

    @Test
    void biosFromCd() {
        boots("BIOS from CD", cd);
    }

    @Test
    void biosFromDisk() {
        boots("BIOS from disk", disk);
    }

    @Test
    void uefiFromCd() throws IOException {
        boots("UEFI from CD", joined(cd, uefi("OVMF_CODE_4M.fd", "OVMF_VARS_4M.fd")));
    }

    @Test
    void uefiFromDisk() throws IOException {
        boots("UEFI from disk", joined(disk, uefi("OVMF_CODE_4M.fd", "OVMF_VARS_4M.fd")));
    }

    @Test
    void secureBoot() throws IOException {
        List<String> secure = new ArrayList<>(uefi("OVMF_CODE_4M.secboot.fd", "OVMF_VARS_4M.ms.fd"));
        secure.addAll(List.of("-global", "driver=cfi.pflash01,property=secure,value=on"));
        String console = boots("UEFI with Secure Boot", joined(cd, secure));
        assertThat(console).contains("Secure boot enabled").contains("Kernel is locked down from EFI Secure Boot");
    }

    @Test
    void theImageIsLittleLargerThanWhatItCarries() throws IOException {
        long size = Files.size(Path.of(iso));
        long carried = Files.size(Checks.demo("-kernel")) + Files.size(Checks.demo("-initrd.img"));
        Checks.measured("ISO " + size + " bytes, kernel and initrd " + carried + ", the rest " + (size - carried));
        assertThat(size).isLessThanOrEqualTo(carried + (16 << 20));
    }

    private static String boots(String way, List<String> medium) {
        try (Guest guest = Guest.boot(medium)) {
            BootedSystem system = new BootedSystem(guest);
            system.expectServices("nginx", "rngd");
            system.expectPage();
            Checks.measured(way + ": a page after " + Math.round(guest.seconds()) + " s of emulation");
            return guest.console();
        }
    }

    /** Firmware with its variables, which it writes to, in a copy. */
    private static List<String> uefi(String code, String variables) throws IOException {
        Path copy = Files.createTempFile(Files.createDirectories(Checks.work()), "vars", ".fd");
        Files.copy(OVMF.resolve(variables), copy, StandardCopyOption.REPLACE_EXISTING);
        return List.of(
                "-machine",
                "q35,smm=on",
                "-drive",
                "if=pflash,format=raw,readonly=on,file=" + OVMF.resolve(code),
                "-drive",
                "if=pflash,format=raw,file=" + copy);
    }

    private static List<String> joined(List<String> one, List<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}
