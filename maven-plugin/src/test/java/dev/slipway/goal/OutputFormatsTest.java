package dev.slipway.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.HostileHost;
import dev.slipway.archive.grub.SampleGrub;
import dev.slipway.archive.pe.TestProgram;
import dev.slipway.compose.NeedsMoreMemory;
import dev.slipway.content.Digest;
import dev.slipway.content.ZeroSink;
import dev.slipway.images.ImageStore;
import dev.slipway.lock.LockIsStale;
import dev.slipway.lock.LockedImage;
import dev.slipway.mojo.ImageMojo;
import dev.slipway.mojo.InitrdMojo;
import dev.slipway.mojo.IsoMojo;
import dev.slipway.mojo.TarMojo;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.output.CompressionSetting;
import dev.slipway.output.format.FormatSettings;
import dev.slipway.output.format.Iso;
import dev.slipway.output.format.IsoForm;
import dev.slipway.output.format.KernelInitrd;
import dev.slipway.output.format.KernelMissing;
import dev.slipway.output.format.OutputFormat;
import dev.slipway.output.format.OutputFormats;
import dev.slipway.output.format.OutputKind;
import dev.slipway.output.format.OutputPlan;
import dev.slipway.output.format.Tar;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.result.BuiltOutput;
import dev.slipway.result.OutputNames;
import dev.slipway.system.ComposedSystem;
import dev.slipway.system.SystemInputs;
import dev.slipway.verify.ImagesNotTrusted;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every output format promises. */
class OutputFormatsTest {
    private static final String LOADER = "team/bootloader:loader";
    private static final long TIMESTAMP = 1492533000;
    private static final String YAML =
            """
            kernel: {image: team/kernel:kernel, cmdline: quiet}
            init: [team/init:init]
            files:
            - {path: etc/issue, contents: hello}
            """;

    /** A change is a decision, and the commit that makes it says why. */
    private static final Map<String, String> GOLDEN = Map.ofEntries(
            Map.entry("os-kernel", "7c2f712a5b31004cd31b6fe611e12219b02a73755049a698be58fdfa32a856cf"),
            Map.entry("os-initrd.img", "738aace1936c62867a98ef3b23caaa6c9a8798b970800a8dc1f772cb6d78d66a"),
            Map.entry("os-cmdline", "008f0747f4e27c8462baa991a538025bcc2dd143e78422f1afbdfcd9e757a20f"),
            Map.entry("os.iso", "3d1c6ce4e18072958f056173bdf333583175f3f6b9d41c82fde20441e962306e"),
            Map.entry("os.tar", "750c75ff1eb5ddc5517b69c5dacfa07112054be70a29602a639f049c2bb2c219"),
            Map.entry("os-initrd.tar", "08ccefe4a01458399772fd632669633fa2ce9061114ed8a3827a8844cf4c7909"),
            Map.entry("os.efi", "fef7cee3dc899e1aff2075862ed58c40dc2b791d3ff5cefd190d5907d721c9eb"),
            Map.entry("os-squashfs.img", "c04df86b202abd4de7ce90a98cf19223f60170e23bf9922a8ab8b61bd0a68f83"),
            Map.entry("os-erofs.img", "b5e0d683ec1d722788b6c0e0be3499ffdc60f9969f4b80f8867d808ff16cc1da"),
            Map.entry("os-root.iso", "aefd040be0a429bf955cc874251e5e077a0519d04f813119c1ba3c0424269cef"),
            Map.entry("os.img", "fef2009e5ce1252c6349223696d0c886a42b6b2ec391f1451a3ca548ef9ed5fe"),
            Map.entry("os.qcow2", "db1fcaf3b9223ab6812ed86ef564b519f0806c606dba9260ba14e45c31b35eb6"),
            Map.entry("os.vhd", "e6df0ccf0df0ac52703b613c247d4991b6b6905810c1be4d782d8efe49eec206"),
            Map.entry("os-dynamic.vhd", "30d86ca17749bf6a1cd2ce7fba448f70ca9c7079832607367e5a3d95e133b148"),
            Map.entry("os.vhdx", "00b1971be8dd57d1b9c42d62aca2405d6860c948f3c26eb82fead0193da4c7c4"),
            Map.entry("os.vmdk", "23c8b000049ee3ffc11b273f83a3301340e4314b2eb9044b54500de5bc910196"),
            Map.entry("os.ova", "22e2e61f3ca66b6131a2e748012a86ce2d413471eef839e4b7daa1aabbc21315"),
            Map.entry("os.img.tar.gz", "a7f297e57d6f7420906d2d6043e4bf6c3ba130eb520358bdd000918c728c381e"),
            Map.entry("os.raw", "fef2009e5ce1252c6349223696d0c886a42b6b2ec391f1451a3ca548ef9ed5fe"),
            Map.entry("os.img.zst", "d7e71351d67fe84002b4e898124b99e7e8d8823ac047064ced4e587da66b7a1e"),
            Map.entry("os.docker", "170f9a5b8837289c278bd635ff7194ac652c930cf4e870e8e10e6db69ae36829"),
            Map.entry("os-netboot.zip", "88fbf2456a45baaae39c5e403fe2a249396124f111e738545b4c17cb80f03734"),
            Map.entry("os-rpi.img", "7a6dae654cc10498b39998f7ab8d44a0076d40ea0c248ecdf84c2bd7cfaad677"),
            Map.entry("os.img.gz", "e90b704305a862f6675fe67134608d178cf3443cb84993deb2cc23be107e8cec"));

    /** Formats that have a goal of their own; {@code image} makes all of them. */
    private static final Map<String, Class<?>> GOALS =
            Map.of("kernel+initrd", InitrdMojo.class, "iso", IsoMojo.class, "tar", TarMojo.class);

    @TempDir
    private Path folder;

    private TestProject project;

    @BeforeEach
    void open() throws IOException {
        project = new TestProject(folder).yaml(YAML);
        project.push("kernel", TestProject.KERNEL_IMAGE);
        project.push("init", Map.of("init", "#!/bin/sh\n"));
        project.push("loader", bootLoader());
        new LockImages(project.environment()).withBootLoaders(List.of(LOADER)).run(project.project(), List.of(), false);
    }

    @AfterEach
    void close() {
        project.close();
    }

    static List<OutputFormat> formats() {
        return OutputFormats.all(FormatSettings.of(LOADER));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theBytesAreTheSameOnAnyHostFromAnyStoreAndEachFileCounts(OutputFormat format) throws Exception {
        Map<String, String> cold = HostileHost.on(() -> digests(build(format, "target")));
        assertThat(GOLDEN).containsAllEntriesOf(cold);
        assertThat(cold.keySet())
                .containsExactlyInAnyOrderElementsOf(format.kinds().stream()
                        .map(kind -> "" + names("target").file(kind).getFileName())
                        .toList());
        String upToDate = names("target").file(format.mainKind()).getFileName() + " is up to date";
        assertThat(project.log).doesNotContain(upToDate);
        List<BuiltOutput> again = build(format, "target");
        assertThat(said(again)).isEqualTo(cold);
        assertThat(project.log).last().isEqualTo(upToDate);
        for (BuiltOutput output : again) {
            Files.writeString(output.file(), "damaged");
            // From a warm store now.
            assertThat(build(format, "target")).isEqualTo(again);
            assertThat(project.log).last().isNotEqualTo(upToDate);
        }
    }

    @Test
    void thePlannedSizeIsTheWrittenSize() throws IOException {
        try (ImageStore images = new ImageStore(project.environment(), folder)) {
            SystemInputs inputs = SystemInputs.read(project.environment(), project.project(), images);
            LockedImage pin = images.pinNow(ImageReference.parse(LOADER));
            for (OutputFormat format : formats()) {
                OutputPlan plan = format.plan(new ComposedSystem(inputs, images, TIMESTAMP, Map.of(LOADER, pin)));
                for (OutputPlan.Artifact artifact : plan.artifacts()) {
                    Count written = new Count();
                    artifact.bytes().accept(written);
                    assertThat(artifact.size())
                            .as("%s", artifact.kind())
                            .isIn(written.size, OutputPlan.Artifact.UNKNOWN_SIZE);
                }
            }
        }
    }

    /** Counts what it is given. */
    private static final class Count extends OutputStream implements ZeroSink {
        private long size;

        @Override
        public void write(int b) {
            size++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            size += length;
        }

        @Override
        public void writeZeros(long count) {
            size += count;
        }
    }

    @Test
    void nothingIsWrittenOfWhatIsRefused() throws IOException {
        project.write("trust-policy.yml", "version: 1\ndefault: reject\n");
        assertThat(formats()).allSatisfy(format -> assertThatThrownBy(() -> build(format, "target"))
                .isInstanceOf(ImagesNotTrusted.class));
        Files.delete(folder.resolve("trust-policy.yml"));
        project.yaml(YAML.replace("init: [team/init:init]\n", ""));
        assertThat(formats()).allSatisfy(format -> assertThatThrownBy(() -> build(format, "target"))
                .isInstanceOf(LockIsStale.class));
        assertThat(project.outputs()).containsExactly("linuxkit.lock");
    }

    @Test
    void theSettingsAreNamedAsTheParametersOfTheGoal() {
        assertThat(formats()).allSatisfy(OutputFormatsTest::requireNamedAsParameters);
    }

    private static void requireNamedAsParameters(OutputFormat format) {
        List<String> parameters = new ArrayList<>();
        Class<?> goal = GOALS.getOrDefault(format.id(), ImageMojo.class);
        for (Class<?> type = goal; type != null; type = type.getSuperclass()) {
            Arrays.stream(type.getDeclaredFields()).map(Field::getName).forEach(parameters::add);
        }
        assertThat(Arrays.stream(format.settings().getClass().getRecordComponents())
                        .map(RecordComponent::getName))
                .isSubsetOf(parameters);
    }

    @Test
    void theNameInTheYamlLeadsToAGoal() {
        assertThat(formats()).allSatisfy(format -> {
            assertThat(OutputFormats.named(List.of(format.id()), FormatSettings.of(LOADER)))
                    .isEqualTo(List.of(format));
            assertThat(OutputFormats.goal(format.id()).orElseThrow()).startsWith("slipway:");
        });
    }

    @Test
    void thePageHasARowForEveryName() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../src/site/markdown/formats.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(OutputFormats.names())
                .allSatisfy(name -> assertThat(rows).anyMatch(row -> row.split("\\|")[1].contains("`" + name + "`")));
    }

    @Test
    void thePageHasTheArtifactOfEveryFile() throws IOException {
        List<String> page = Files.readAllLines(Path.of("../src/site/markdown/formats.md"));
        for (OutputFormat format : formats()) {
            for (OutputKind kind : format.kinds()) {
                String classifier = kind.classifier().isEmpty() ? "" : "`" + kind.classifier() + "`";
                assertThat(page)
                        .contains("| `%s` | `%s` | `%s` | %s |"
                                .formatted(kind.ending(), kind.id(), kind.type(), classifier));
            }
        }
    }

    /** What {@code linuxkit build -help} lists. */
    @Test
    void everyNameOfLinuxKitIsUnderstood() {
        assertThat(OutputFormats.names())
                .contains("aws", "docker", "dynamic-vhd", "gcp", "iso-bios", "iso-efi", "iso-efi-initrd")
                .contains("kernel+erofs", "kernel+initrd", "kernel+iso", "kernel+squashfs", "qcow2-bios", "qcow2-efi")
                .contains("raw-bios", "raw-efi", "rpi3", "tar", "tar-kernel-initrd", "vhd", "vmdk");
    }

    @Test
    void aNameThatIsNoFormatIsRefusedWithAllNames() {
        assertThatThrownBy(() -> OutputFormats.named(List.of("floppy"), FormatSettings.of(LOADER)))
                .hasMessageContaining("slipway.formats: 'floppy' is not a format")
                .hasMessageContaining("kernel+initrd, iso, iso-bios, iso-efi, iso-efi-initrd, tar");
        assertThat(OutputFormats.goal("floppy")).isEmpty();
    }

    @Test
    void eachSettingCounts() throws IOException {
        build(new KernelInitrd("gzip"), "target");
        build(new KernelInitrd("none"), "target");
        build(new KernelInitrd(new CompressionSetting("gzip", 9)), "target");
        assertThat(project.log).doesNotContain("os-initrd.img is up to date");
        build(Iso.of(new FormatSettings("auto", new IsoForm("both", "ONE"), LOADER)), "target");
        build(Iso.of(new FormatSettings("auto", new IsoForm("both", "TWO"), LOADER)), "target");
        build(Iso.of(new FormatSettings("auto", new IsoForm("bios", "TWO"), LOADER)), "target");
        build(Iso.of(new FormatSettings("none", new IsoForm("bios", "TWO"), LOADER)), "target");
        assertThat(project.log).doesNotContain("os.iso is up to date");
    }

    /** No file is written twice. */
    @Test
    void aRootOfLinuxKitsHasItsKernelBesideIt() {
        FormatSettings settings = FormatSettings.of(LOADER);
        assertThat(endings(OutputFormats.named(List.of("kernel+squashfs"), settings)))
                .containsExactly("-kernel", "-cmdline", "-squashfs.img");
        assertThat(endings(OutputFormats.named(List.of("kernel+squashfs", "kernel+erofs", "kernel+iso"), settings)))
                .containsExactly("-kernel", "-cmdline", "-squashfs.img", "-erofs.img", "-root.iso");
        assertThat(endings(OutputFormats.named(List.of("kernel+squashfs", "kernel+initrd"), settings)))
                .containsExactly("-squashfs.img", "-kernel", "-initrd.img", "-cmdline");
    }

    private static List<String> endings(List<OutputFormat> formats) {
        return formats.stream()
                .flatMap(format -> format.kinds().stream())
                .map(OutputKind::ending)
                .toList();
    }

    @Test
    void aFolderForABootServerLiesBesideItsArchive() throws IOException {
        build(OutputFormats.named(List.of("netboot"), FormatSettings.of(LOADER)).get(0), "target");
        Path server = folder.resolve("target/os-netboot");
        assertThat(server.resolve("boot/kernel")).hasContent("the kernel");
        assertThat(server.resolve("boot.ipxe")).content().startsWith("#!ipxe\n");
        assertThat(server.resolve("grub/grub.cfg")).isRegularFile();
        Files.writeString(server.resolve("boot/kernel"), "damaged");
        build(OutputFormats.named(List.of("netboot"), FormatSettings.of(LOADER)).get(0), "target");
        assertThat(server.resolve("boot/kernel")).hasContent("the kernel");
        // What an earlier build has left there goes, and what somebody else has put there does not.
        Path record = folder.resolve("target/slipway/os-netboot.zip.up-to-date");
        Files.writeString(server.resolve("shimold.efi"), "of an earlier build");
        Files.writeString(server.resolve("own.cfg"), "of the user");
        Files.writeString(record, Files.readString(record).replace("/shimx64.efi", "/shimold.efi"));
        build(OutputFormats.named(List.of("netboot"), FormatSettings.of(LOADER)).get(0), "target");
        assertThat(server.resolve("shimold.efi")).doesNotExist();
        assertThat(server.resolve("shimx64.efi")).isRegularFile();
        assertThat(server.resolve("own.cfg")).hasContent("of the user");
    }

    /** Only what a boot loader loads has to fit into the memory. */
    @Test
    void aRootOnADiskMayBeLargerThanTheMemory() throws IOException {
        BuildSystem builds = new BuildSystem(project.environment());
        LinuxKitProject small = project.project().withMemoryLimit(4096);
        for (String inMemory : List.of("kernel+initrd", "iso", "raw", "tar")) {
            List<OutputFormat> formats = OutputFormats.named(List.of(inMemory), FormatSettings.of(LOADER));
            assertThatThrownBy(() -> builds.run(small, new BuildSystem.Request(names("target"), TIMESTAMP, formats)))
                    .as(inMemory)
                    .isInstanceOf(NeedsMoreMemory.class);
        }
        List<OutputFormat> onDisk = OutputFormats.named(
                List.of("kernel+squashfs", "kernel+erofs", "kernel+iso"), FormatSettings.of(LOADER));
        assertThat(builds.run(small, new BuildSystem.Request(names("target"), TIMESTAMP, onDisk)))
                .hasSize(5);
    }

    @Test
    void anIsoNeedsAKernel() throws IOException {
        project.yaml("init: [team/init:init]\n");
        project.resolve();
        assertThatThrownBy(() -> build(formats().get(1), "target")).isInstanceOf(KernelMissing.class);
        assertThat(build(formats().get(0), "target")).hasSize(1);
        assertThat(build(new Tar(), "target")).hasSize(1);
    }

    @Test
    void allFormatsAreBuiltOfOneCompositionAsEachAlone() throws IOException {
        project.yaml(YAML.replace("contents: hello}", "contents: hello}\n- {path: boot/x, contents: x}"));
        List<OutputFormat> all =
                OutputFormats.named(formats().stream().map(OutputFormat::id).toList(), FormatSettings.of(LOADER));
        List<BuiltOutput> together = build("together", all);
        assertThat(project.log.stream().filter(line -> line.contains("will not be in the initrd")))
                .hasSize(1);
        assertThat(said(together)).hasSize(GOLDEN.size());
        for (String small : List.of("kernel+initrd", "iso", "tar", "squashfs", "docker", "netboot")) {
            List<OutputFormat> alone = OutputFormats.named(List.of(small), FormatSettings.of(LOADER));
            assertThat(said(together)).containsAllEntriesOf(said(build("alone", alone)));
        }
        project.log.clear();
        Files.delete(folder.resolve("together/os.tar"));
        assertThat(build("together", all)).isEqualTo(together);
        assertThat(project.log).contains("os-initrd.img is up to date", "os.iso is up to date");
        assertThat(project.log).doesNotContain("os.tar is up to date");
    }

    private List<BuiltOutput> build(OutputFormat format, String target) throws IOException {
        return build(target, List.of(format));
    }

    private List<BuiltOutput> build(String target, List<OutputFormat> formats) throws IOException {
        return new BuildSystem(project.environment())
                .run(project.project(), new BuildSystem.Request(names(target), TIMESTAMP, formats));
    }

    private OutputNames names(String target) {
        return OutputNames.of(folder.resolve(target), "os");
    }

    /** The digests of the files, which are those that the build says. */
    private static Map<String, String> digests(List<BuiltOutput> outputs) throws IOException {
        for (BuiltOutput output : outputs) {
            try (InputStream in = Files.newInputStream(output.file())) {
                assertThat(Digest.of(in)).isEqualTo(output.digest());
            }
        }
        return said(outputs);
    }

    private static Map<String, String> said(List<BuiltOutput> outputs) {
        Map<String, String> digests = new TreeMap<>();
        outputs.forEach(output -> digests.put(
                String.valueOf(output.file().getFileName()), output.digest().hex()));
        return digests;
    }

    /** Something in the shape of a boot loader package; no machine starts from it. */
    private static Map<String, String> bootLoader() {
        Map<String, String> files = new TreeMap<>(Map.of(
                "uki/linuxx64.efi.stub", new String(TestProgram.stub(), StandardCharsets.ISO_8859_1),
                "isolinux/isolinux.bin", "isolinux ".repeat(500),
                "isolinux/ldlinux.c32", "ldlinux ".repeat(900),
                "isolinux/isohdpfx.bin", "c".repeat(432),
                "EFI/BOOT/BOOTX64.EFI", "shim ".repeat(9000),
                "EFI/BOOT/grubx64.efi", "grub ".repeat(20_000),
                "netboot/grubx64.efi", "grub for networks ".repeat(6000)));
        SampleGrub.files()
                .forEach((name, bytes) ->
                        files.put("grub/i386-pc/" + name, new String(bytes, StandardCharsets.US_ASCII)));
        return files;
    }

    /** The kernel's EFI stub would cut it without a word that anybody sees. */
    @Test
    void aUnifiedKernelImageHasNoLongerCommandLineThanTheKernelTakes() throws IOException {
        OutputFormat uki =
                OutputFormats.named(List.of("uki"), FormatSettings.of(LOADER)).get(0);
        project.yaml(YAML.replace("quiet", "q".repeat(2047)));
        assertThat(build(uki, "target")).hasSize(1);
        project.yaml(YAML.replace("quiet", "\u00e4".repeat(1024)));
        assertThatThrownBy(() -> build(uki, "target"))
                .hasMessageContaining("kernel.cmdline: it has 2048 bytes, and the kernel has room for 2047");
    }
}
