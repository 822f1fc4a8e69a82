package dev.slipway.output.disk;

import dev.slipway.content.Content;
import dev.slipway.problem.Problem;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.TreeBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The small initrd of a disk whose root is a partition: drivers, what sets up dm-verity, and a script that starts the system in the root.
 */
public final class DiskInitrd {
    /** Where the scripts of the boot loader package stand, in this initrd and in the system. They know it by this name. */
    static final String TOOLS = "usr/lib/slipway-disk";

    /** Of disks that machines start from: of KVM, Hyper-V, VMware and Xen, and of hardware where the kernel has them. */
    private static final List<String> DRIVERS = List.of(
            "virtio_pci",
            "virtio_mmio",
            "virtio_blk",
            "virtio_scsi",
            "nvme",
            "hv_vmbus",
            "hv_storvsc",
            "pci_hyperv",
            "vmw_pvscsi",
            "xen_blkfront",
            "ata_piix",
            "ahci",
            "mptspi",
            "mptsas",
            "mpt3sas",
            "megaraid_sas",
            "xhci_pci",
            "ehci_pci",
            "usb_storage",
            "uas",
            "sdhci_pci",
            "sdhci_acpi",
            "mmc_block",
            "sd_mod");

    /** What the root itself needs, besides its file system. */
    private static final List<String> ROOT = List.of("dm_mod", "dm_verity", "overlay");

    private DiskInitrd() {}

    /**
     * The tree of the initrd.
     *
     * @param system the system's tree, which has the modules of its kernel
     * @param type of the root file system
     * @param tools {@link dev.slipway.output.iso.BootLoader#diskTools}
     * @param timestamp of new files, in seconds since 1970-01-01T00:00:00Z
     * @throws Problem if the kernel lacks what the root needs
     */
    public static FileTree of(FileTree system, String type, FileTree tools, long timestamp) throws IOException {
        KernelModules modules = KernelModules.of(system);
        List<String> wanted = new ArrayList<>(DRIVERS);
        wanted.addAll(ROOT);
        wanted.add(type);
        for (String each : wanted.subList(DRIVERS.size(), wanted.size())) {
            if (!modules.has(each)) {
                throw Problem.user(
                        "slipway.disk.root",
                        "the kernel has no module " + each + ", and the root cannot be mounted without it",
                        "Take another kernel, such as that of the base package kernel, or leave slipway.disk.root"
                                + " out.");
            }
        }
        TreeBuilder tree = new TreeBuilder(timestamp).overlay(tools.under(TOOLS));
        StringBuilder order = new StringBuilder();
        for (KernelModules.Module module : modules.inOrder(wanted)) {
            String path = module.path();
            tree.put(system.find(path)
                    .orElseThrow(() -> Problem.user(
                            "modules.dep",
                            "it has '" + path + "', which the system does not have",
                            "Make it with depmod.")));
            order.append(path);
            module.needs().forEach(need -> order.append(' ').append(need));
            order.append('\n');
        }
        tree.put(Entry.file("init", 0755, timestamp, content(tools, "init")));
        tree.put(Entry.file(TOOLS + "/modules", 0444, timestamp, Content.of(order.toString())));
        return tree.build();
    }

    private static Content content(FileTree tools, String name) {
        return ((Node.RegularFile) tools.find(name).orElseThrow().node()).content();
    }
}
