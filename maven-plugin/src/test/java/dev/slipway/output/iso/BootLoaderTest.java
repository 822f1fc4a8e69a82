package dev.slipway.output.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.tree.Entry;
import dev.slipway.tree.SampleTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootLoaderTest {
    private static final List<Entry> STUBS = List.of(
            SampleBootLoader.file("uki/linuxx64.efi.stub", "for PCs"),
            SampleBootLoader.file("uki/linuxaa64.efi.stub", "for arm64"));

    @Test
    void eachArchitectureHasAStubOfItsOwn() throws IOException {
        BootLoader both = BootLoader.of(SampleTrees.of(STUBS));
        assertThat(stub(both, "amd64")).isEqualTo("for PCs");
        assertThat(stub(both, "arm64")).isEqualTo("for arm64");
        assertThatThrownBy(() -> both.unifiedKernelStub("riscv64"))
                .isInstanceOf(BootLoaderIsMissing.class)
                .hasMessageContaining(
                        "'uki/linuxriscv64.efi.stub': it is missing, and a unified kernel image for riscv64 begins"
                                + " with it");
    }

    /** What an image or a disk does not take has no part in its name, so that the package can get more. */
    @Test
    void whatAnImageDoesNotTakeChangesNoImage() {
        List<Entry> files = new ArrayList<>(SampleBootLoader.tree().entries());
        BootLoader before = BootLoader.of(SampleTrees.of(files));
        files.addAll(STUBS);
        files.add(SampleBootLoader.file("netboot/grubx64.efi", "GRUB for networks"));
        BootLoader after = BootLoader.of(SampleTrees.of(files));
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.diskId()).isEqualTo(before.diskId());
    }

    private static String stub(BootLoader bootLoader, String architecture) throws IOException {
        return new String(bootLoader.unifiedKernelStub(architecture).bytes(), StandardCharsets.UTF_8);
    }
}
