package dev.slipway.output.format;

/** What a goal can write, with the name of its file and of its Maven artifact. */
public enum OutputKind {
    /** The kernel alone. */
    KERNEL("kernel", "-kernel", "bin", "kernel"),
    /** The initial file system of the kernel. */
    INITRD("initrd", "-initrd.img", "img", "initrd"),
    /** The kernel's command line. */
    CMDLINE("cmdline", "-cmdline", "txt", "cmdline"),
    /** A bootable ISO image. */
    ISO("iso", ".iso", "iso", ""),
    /** The same where it starts by UEFI only; LinuxKit's name. */
    EFI_ISO("iso", "-efi.iso", "iso", ""),
    /** The whole tree as one archive. */
    TAR("tar", ".tar", "tar", ""),
    /** An OCI image in an OCI layout. */
    IMAGE("image", ".oci.tar", "oci.tar", "");

    private final String word;
    private final String ending;
    private final String type;
    private final String classifier;

    OutputKind(String word, String ending, String type, String classifier) {
        this.word = word;
        this.ending = ending;
        this.type = type;
        this.classifier = classifier;
    }

    /** The word for it in the result file. */
    public String word() {
        return word;
    }

    /** Last part of the file's name. */
    public String ending() {
        return ending;
    }

    /** The artifact's type. */
    public String type() {
        return type;
    }

    /** The artifact's classifier where nothing else is said; may be empty. */
    public String classifier() {
        return classifier;
    }
}
