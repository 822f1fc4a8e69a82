package dev.slipway.output.iso;

import dev.slipway.archive.gpt.MasterBootRecord;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a boot loader package. For BIOS {@code isolinux/isolinux.bin}, {@code isolinux/ldlinux.c32} and
 * {@code isolinux/isohdpfx.bin}; for UEFI whatever is below {@code EFI}, {@code EFI/BOOT/BOOTX64.EFI} or its like among it; for unified
 * kernel images {@code uki/linuxx64.efi.stub} or its like; for disks that a BIOS starts, the files of GRUB below {@code grub/i386-pc};
 * for disks with a root or data in partitions, what finds them there, below {@code disk}; for the network {@code netboot/grubx64.efi} or
 * its like.
 */
public final class BootLoader {
    static final String ISOLINUX = "isolinux/isolinux.bin";
    static final String LDLINUX = "isolinux/ldlinux.c32";
    private static final String DISK_CODE = "isolinux/isohdpfx.bin";
    private static final String EFI = "EFI";
    private static final String UKI = "uki/";
    private static final Map<String, String> STUBS =
            Map.of("amd64", UKI + "linuxx64.efi.stub", "arm64", UKI + "linuxaa64.efi.stub");
    private static final String GRUB = "grub/";
    private static final String GRUB_FOR_BIOS = GRUB + "i386-pc/";
    private static final String DISK = "disk";
    private static final Pattern STARTED_BY_UEFI = Pattern.compile("EFI/BOOT/BOOT([A-Z0-9]+)\\.EFI");
    private static final String NETBOOT = "netboot/";

    /** What of the package an ISO image does not take, besides GRUB for BIOS. */
    private static final List<String> NOT_OF_ISO = List.of(UKI, DISK + "/", NETBOOT);

    /** Where the code for disks looks up the sector of {@code isolinux.bin}. */
    static final int SECTOR_OFFSET = 432;

    /** isolinux.bin must have room for the boot information table. */
    private static final int LEAST_ISOLINUX_BYTES = 64;

    private final FileTree files;

    private BootLoader(FileTree files) {
        this.files = files;
    }

    /** @param files the tree of a boot loader package's image */
    public static BootLoader of(FileTree files) {
        return new BootLoader(files);
    }

    /** @throws BootLoaderIsMissing if the package is not for a firmware */
    public void requireFor(Firmware firmware) {
        if (firmware.hasBios()) {
            require(LDLINUX);
            require(DISK_CODE);
            if (require(ISOLINUX).size() < LEAST_ISOLINUX_BYTES) {
                throw new BootLoaderIsMissing(
                        ISOLINUX, "this is not isolinux", "Take it from Debian's package isolinux.");
            }
        }
        if (firmware.hasEfi()
                && files.entries().stream()
                        .noneMatch(entry -> entry.node() instanceof Node.RegularFile
                                && STARTED_BY_UEFI.matcher(entry.path()).matches())) {
            throw new BootLoaderIsMissing(
                    "EFI/BOOT/BOOTX64.EFI",
                    "there is nothing for UEFI to start",
                    "Use another package; only an ISO that starts by BIOS (-Dslipway.iso.firmware=bios) can do"
                            + " without.");
        }
    }

    /** A name for exactly those files that an ISO image takes some of. */
    Digest id() {
        return id(false);
    }

    /** A name for exactly those files that a disk takes some of. */
    public Digest diskId() {
        return id(true);
    }

    private Digest id(boolean ofDisk) {
        StringBuilder text = new StringBuilder();
        for (Entry entry : files.entries()) {
            boolean grub = entry.path().startsWith(GRUB);
            boolean ofIso = !grub && NOT_OF_ISO.stream().noneMatch(entry.path()::startsWith);
            boolean counts = ofDisk ? grub || entry.path().startsWith(EFI) : ofIso;
            if (counts && entry.node() instanceof Node.RegularFile file) {
                text.append(entry.path())
                        .append(' ')
                        .append(file.content().digest())
                        .append('\n');
            }
        }
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    Content require(String path) {
        return require(path, "Use another package, or -Dslipway.iso.firmware=efi.");
    }

    /**
     * A file of GRUB for BIOS, such as {@code kernel.img}.
     *
     * @throws BootLoaderIsMissing if the package does not have it
     */
    public Content grubForBios(String name) {
        return require(GRUB_FOR_BIOS + name, "Use the package bootloader of this version of Slipway.");
    }

    private Content require(String path, String next) {
        Entry entry = files.find(path).orElse(null);
        if (entry == null || !(entry.node() instanceof Node.RegularFile file)) {
            throw new BootLoaderIsMissing(path, "it is missing, and a BIOS cannot start without it", next);
        }
        return file.content();
    }

    /**
     * The program that a unified kernel image begins with.
     *
     * @param architecture that the image is for
     * @throws BootLoaderIsMissing if the package has none for it
     */
    public Content unifiedKernelStub(String architecture) {
        String path = STUBS.getOrDefault(architecture, UKI + "linux" + architecture + ".efi.stub");
        return files.find(path)
                .map(Entry::node)
                .filter(Node.RegularFile.class::isInstance)
                .map(node -> ((Node.RegularFile) node).content())
                .orElseThrow(() -> new BootLoaderIsMissing(
                        path,
                        "it is missing, and a unified kernel image for " + architecture + " begins with it",
                        "Use another package; the file is in Debian's package systemd-boot-efi."));
    }

    /**
     * The scripts and programs that find a root or data in partitions.
     *
     * @throws BootLoaderIsMissing if the package has none
     */
    public FileTree diskTools() {
        String first = DISK + "/init";
        if (files.find(first).isEmpty()) {
            throw new BootLoaderIsMissing(
                    first,
                    "it is missing, and a root or data in a partition of a disk is found by it",
                    "Use the package bootloader of this version of Slipway, or leave slipway.disk.root and"
                            + " slipway.disk.data out.");
        }
        return files.subtree(DISK);
    }

    /** What goes below {@code EFI} of the EFI system partition, at paths relative to it. */
    public FileTree efiFiles() {
        return files.subtree(EFI);
    }

    /**
     * The programs that machines with UEFI fetch from the network, by their names there: shim, and the GRUB that shim fetches from beside
     * itself.
     *
     * @throws BootLoaderIsMissing if the package has none
     */
    public SortedMap<String, Content> networkPrograms() {
        requireFor(Firmware.EFI);
        SortedMap<String, Content> programs = new TreeMap<>();
        boolean hasGrub = false;
        for (Entry entry : files.entries()) {
            if (entry.node() instanceof Node.RegularFile file) {
                Matcher shim = STARTED_BY_UEFI.matcher(entry.path());
                if (shim.matches()) {
                    programs.put("shim" + shim.group(1).toLowerCase(Locale.ROOT) + ".efi", file.content());
                } else if (entry.path().startsWith(NETBOOT)) {
                    programs.put(entry.path().substring(NETBOOT.length()), file.content());
                    hasGrub = true;
                }
            }
        }
        if (!hasGrub) {
            throw new BootLoaderIsMissing(
                    NETBOOT + "grubx64.efi",
                    "it is missing, and machines with UEFI start from the network by it",
                    "Use the package bootloader of this version of Slipway.");
        }
        return programs;
    }

    /** The code of the master boot record, which starts isolinux from a disk. */
    byte[] diskCode() throws IOException {
        Content code = require(DISK_CODE);
        if (code.size() > SECTOR_OFFSET) {
            throw new BootLoaderIsMissing(
                    DISK_CODE,
                    "it has " + code.size() + " bytes, room is for " + SECTOR_OFFSET,
                    "Take isohdpfx.bin from Debian's package isolinux.");
        }
        byte[] padded = new byte[MasterBootRecord.CODE_BYTES];
        byte[] bytes = code.bytes();
        System.arraycopy(bytes, 0, padded, 0, bytes.length);
        return padded;
    }
}
