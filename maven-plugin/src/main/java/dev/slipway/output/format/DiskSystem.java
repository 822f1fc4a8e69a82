package dev.slipway.output.format;

import dev.slipway.archive.image.BlockImage;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.output.CompressionSetting;
import dev.slipway.output.InitrdCompression;
import dev.slipway.output.Segment;
import dev.slipway.output.disk.DataVolume;
import dev.slipway.output.disk.DiskInitrd;
import dev.slipway.output.disk.RootVolume;
import dev.slipway.output.disk.Slot;
import dev.slipway.output.iso.BootLoader;
import dev.slipway.output.iso.KernelCommandLine;
import dev.slipway.problem.Problem;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.TreeBuilder;
import dev.slipway.tree.TreeDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What of a system lies where on a disk.
 *
 * @param initrd that the boot loader reads, in parts that follow one another
 * @param commandLine with what the initrd has to know
 * @param volumes partitions of the system
 */
record DiskSystem(List<Content> initrd, KernelCommandLine commandLine, List<Slot> volumes) {
    /** Those that the boot loader package has programs for. */
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "arm64");

    /** @throws Problem if a root cannot be as the form says */
    static DiskSystem of(BootableSystem system, DiskForm form, CompressionSetting compression, BootLoader bootLoader)
            throws IOException {
        Maker maker = new Maker(system, form, compression, bootLoader);
        return form.root() == DiskForm.Root.INITRD ? maker.inMemory() : maker.onDisk();
    }

    long initrdSize() {
        return Content.concat(initrd).size();
    }

    private record Maker(BootableSystem system, DiskForm form, CompressionSetting compression, BootLoader bootLoader) {
        DiskSystem inMemory() throws IOException {
            List<Content> parts = new ArrayList<>(system.initrd(compression).parts());
            if (form.data() == 0) {
                return new DiskSystem(parts, system.kernelCommandLine(), List.of());
            }
            DataVolume data = data(TreeDigest.of(system.root()));
            TreeBuilder files = new TreeBuilder(system.timestamp());
            data.putInto(files, tools());
            parts.add(segment(files.build()));
            return new DiskSystem(parts, system.kernelCommandLine().after(data.words()), List.of(data.slot()));
        }

        DiskSystem onDisk() throws IOException {
            FileTree tree = system.root();
            Digest digest = TreeDigest.of(tree);
            KernelCommandLine line = system.kernelCommandLine();
            List<Slot> dataSlot = List.of();
            if (form.data() > 0) {
                DataVolume data = data(digest);
                TreeBuilder more = new TreeBuilder(tree, system.timestamp());
                data.putInto(more, tools());
                tree = more.build();
                line = line.after(data.words());
                dataSlot = List.of(data.slot());
            }
            RootVolume root = RootVolume.of(form.root().toString(), volume(tree), id("root", digest), system::keep);
            List<Slot> slots = new ArrayList<>(root.slots(system.architecture()));
            slots.addAll(dataSlot);
            FileTree initrd = DiskInitrd.of(system.root(), form.root().toString(), tools(), system.timestamp());
            return new DiskSystem(List.of(segment(initrd)), line.after(root.words()), slots);
        }

        private BlockImage volume(FileTree tree) throws IOException {
            return form.root() == DiskForm.Root.EROFS
                    ? Erofs.volume(tree, system.timestamp())
                    : Squashfs.volume(system, tree, compression);
        }

        private FileTree tools() {
            if (!ARCHITECTURES.contains(system.architecture())) {
                throw Problem.user(
                        "slipway.disk.root, slipway.disk.data",
                        "there are no partitions for root and data on a disk for " + system.architecture(),
                        "Leave both out: the system is in the initrd then.");
            }
            return bootLoader.diskTools();
        }

        private DataVolume data(Digest tree) throws IOException {
            return new DataVolume(form.data(), id("data", tree), system.timestamp());
        }

        /**
         * Not of the initrd and the final command line, which themselves name the partitions.
         *
         * @param tree digest of the system's root
         */
        private Digest id(String purpose, Digest tree) throws IOException {
            String text = "slipway " + purpose + " 1\n" + system.timestamp() + "\n" + tree + "\n"
                    + system.kernelCommandLine().text();
            return Digest.of(text.getBytes(StandardCharsets.UTF_8));
        }

        private Content segment(FileTree tree) throws IOException {
            InitrdCompression method = InitrdCompression.choose(compression, system.kernelVersion());
            Segment segment = new Segment("disk", "", tree.entries());
            return system.derived(
                    "segment", segment.key(method.id()), sink -> segment.writeTo(sink, method, segment.contentSize()));
        }
    }
}
