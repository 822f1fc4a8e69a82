package dev.slipway.recipe.depmod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.archive.Tool;
import dev.slipway.content.Content;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What kmod's own depmod writes for the same modules, where it is installed. It finds dependencies by symbols, which the modules made
 * here do not have; {@link DepmodTest} has those.
 */
class KmodAgreesTest {
    @TempDir
    Path folder = Path.of("");

    private final TreeBuilder tree = new TreeBuilder(0);

    private void put(String path, byte[] bytes) throws IOException {
        Path file = folder.resolve("lib/modules/6.1.0").resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        tree.put(new Entry(path, Attributes.of(0644, 0), new Node.RegularFile(Content.of(bytes), path), Origin.NONE));
    }

    @Test
    void aliasesSoftDependenciesAndOrder() throws IOException, InterruptedException {
        put(
                "kernel/net/b-two.ko",
                Modules.elf64(ByteOrder.LITTLE_ENDIAN, "alias=net:*x", "alias=pci:v1d*", "softdep=pre: a"));
        put(
                "kernel/a.ko",
                Modules.elf64(ByteOrder.LITTLE_ENDIAN, "license=GPL", "softdep=post: c d", "softdep=pre: e"));
        put("kernel/z/c.ko", Modules.elf64(ByteOrder.LITTLE_ENDIAN, "alias=with-dash"));
        put("modules.order", "kernel/z/c.ko\nkernel/a.ko\nkernel/net/b-two.ko\n".getBytes(StandardCharsets.US_ASCII));

        Tool.run(folder, "depmod", "-b", folder.toString(), "6.1.0");

        for (Map.Entry<String, String> ours : Depmod.of(tree.build()).entrySet()) {
            assertThat(ours.getValue())
                    .as(ours.getKey())
                    .isEqualTo(
                            Files.readString(folder.resolve("lib/modules/6.1.0").resolve(ours.getKey())));
        }
    }
}
