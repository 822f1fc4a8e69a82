package dev.slipway.recipe.depmod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.slipway.content.Content;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class DepmodTest {
    private final TreeBuilder tree = new TreeBuilder(0);

    private void put(String path, byte[] content) {
        tree.put(new Entry(path, Attributes.of(0644, 0), new Node.RegularFile(Content.of(content), path), Origin.NONE));
    }

    private void module(String path, String... info) {
        put(path, Modules.elf64(ByteOrder.LITTLE_ENDIAN, info));
    }

    private Map<String, String> files() throws IOException {
        return Depmod.of(tree.build());
    }

    @Test
    void dependenciesAreCompleteAndNearestFirst() throws IOException {
        module("kernel/top.ko", "depends=middle,base-one");
        module("kernel/middle.ko", "depends=base-two");
        module("kernel/base-one.ko", "depends=");
        module("kernel/base-two.ko", "depends=base_one");
        assertThat(files().get("modules.dep"))
                .isEqualTo(
                        """
                kernel/base-one.ko:
                kernel/base-two.ko: kernel/base-one.ko
                kernel/middle.ko: kernel/base-two.ko kernel/base-one.ko
                kernel/top.ko: kernel/middle.ko kernel/base-two.ko kernel/base-one.ko
                """);
    }

    @Test
    void modulesStandInTheKernelsOrder() throws IOException {
        module("kernel/a.ko");
        module("kernel/b.ko");
        module("extra/c.ko");
        put("modules.order", "kernel/b.ko\nkernel/a.ko\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(files().get("modules.dep")).isEqualTo("kernel/b.ko:\nkernel/a.ko:\nextra/c.ko:\n");
    }

    @Test
    void aliasesAndSoftDependenciesNameTheModuleAsTheKernelDoes() throws IOException {
        module("kernel/virtio-net.ko", "alias=virtio:d00000001v*", "alias=net:x", "softdep=pre: failover");
        assertThat(files().get("modules.alias"))
                .isEqualTo(
                        """
                # Aliases extracted from modules themselves.
                alias virtio:d00000001v* virtio_net
                alias net:x virtio_net
                """);
        assertThat(files().get("modules.softdep"))
                .isEqualTo(
                        """
                # Soft dependencies extracted from modules themselves.
                softdep virtio_net pre: failover
                """);
    }

    @Test
    void readsCompressedModules() throws IOException {
        byte[] plain = Modules.elf64(ByteOrder.LITTLE_ENDIAN, "depends=b", "alias=found");
        put("a.ko.zst", Zstd.compress(plain));
        ByteArrayOutputStream gz = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gz)) {
            out.write(plain);
        }
        put("c.ko.gz", gz.toByteArray());
        ByteArrayOutputStream xz = new ByteArrayOutputStream();
        try (OutputStream out = new XZOutputStream(xz, new LZMA2Options(1))) {
            out.write(plain);
        }
        put("d.ko.xz", xz.toByteArray());
        module("b.ko");
        assertThat(files().get("modules.dep")).isEqualTo("a.ko.zst: b.ko\nb.ko:\nc.ko.gz: b.ko\nd.ko.xz: b.ko\n");
        assertThat(files().get("modules.alias")).contains("alias found a\n", "alias found c\n", "alias found d\n");
    }

    @Test
    void whatTheKernelHasBuiltInIsNoDependency() throws IOException {
        module("a.ko", "depends=built_in");
        assertThat(files().get("modules.dep")).isEqualTo("a.ko:\n");
    }

    @Test
    void circlesAreRefused() {
        module("a.ko", "depends=b");
        module("b.ko", "depends=a");
        module("c.ko", "depends=a");
        assertThatThrownBy(this::files)
                .isInstanceOf(CyclicModuleDependencies.class)
                .hasMessageContaining("kernel modules a, b:");
    }

    @Test
    void namesTheFileThatIsNoModule() {
        put("kernel/a.ko", new byte[] {1, 2, 3});
        assertThatThrownBy(this::files).isInstanceOf(MalformedModule.class).hasMessageContaining("kernel/a.ko");
    }
}
