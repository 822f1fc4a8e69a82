package dev.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Content;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.SpecText;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryEstimateTest {
    private static final long MEBI = 1 << 20;
    private static final String YAML =
            """
            kernel: {image: linux, tar: none, cmdline: "%s"}
            init: [base]
            services:
              - {name: big, image: large, command: [/proc/self/exe]}
            """;

    private final Compose compose = new Compose()
            .image("linux", TreeText.tree("kernel 0644 =k"))
            .image("base", files("a", 3 * MEBI))
            .image("large", files("b", 20 * MEBI, "c", 1));

    @Test
    void filesMayTakeHalfOfTheMemory() {
        assertThat(within(47, "quiet").warnings()).hasSize(1);
        assertThatThrownBy(() -> within(46, "quiet"))
                .isInstanceOf(NeedsMoreMemory.class)
                .hasMessage(
                        """
                        linuxkit.yml:4:24: services[0].image: the system cannot start with less than 47 MiB of memory, and slipway.memoryLimit is 46 MiB
                          The kernel unpacks the initrd into memory, of which files may take half. Most of it is:
                          services[0] docker.io/library/large with 21 MiB
                          init[0] docker.io/library/base with 4 MiB
                          Leave out what is not needed, or give the machine more memory.""");
    }

    @Test
    void withARootOnTheCommandLineTheyMayTakeAll() {
        assertThat(within(24, "root=/dev/ram0").warnings()).hasSize(1);
        assertThatThrownBy(() -> within(23, "root=/dev/ram0")).isInstanceOf(NeedsMoreMemory.class);
    }

    @Test
    void littleRoomForAllElseIsToldOf() {
        assertThat(within(142, "quiet").warnings())
                .singleElement()
                .asString()
                .startsWith("linuxkit.yml:4:24: services[0].image: the system needs 47 MiB")
                .contains("leaves less than 96 MiB for the kernel");
        assertThat(within(143, "quiet").warnings()).isEmpty();
    }

    @Test
    void aFileOfTwoNamesTakesItsPagesOnce() {
        TreeBuilder tree = new TreeBuilder(0);
        Node one = new Node.RegularFile(Content.of(new byte[(int) (10 * MEBI)]), "one");
        for (String name : List.of("x", "y")) {
            tree.put(new Entry(name, Attributes.of(0644, 0), one, Origin.NONE));
        }
        compose.image("base", tree.build());
        assertThat(within(62, "quiet").warnings()).hasSize(1);
    }

    @Test
    void eachPathTakesAnInodeOfWhichThereIsOneForEverySecondPage() {
        compose.image("large", empty(100_000));

        assertThatThrownBy(() -> within(512, "quiet"))
                .isInstanceOf(NeedsMoreMemory.class)
                .hasMessageStartingWith(
                        """
                        linuxkit.yml:4:24: services[0].image: the system cannot start with less than 782 MiB of memory, and slipway.memoryLimit is 512 MiB
                          The kernel unpacks the initrd into memory, and makes room there for one file, directory or link in each 8 KiB of memory. The system has 1000""")
                .hasMessageContaining("services[0] docker.io/library/large with 1000");
        assertThat(within(800, "quiet").warnings())
                .singleElement()
                .asString()
                .contains("needs 782 MiB of memory for its 1000", " files and directories");
        assertThat(within(900, "quiet").warnings()).isEmpty();
        assertThat(within(512, "root=/dev/ram0").warnings()).isEmpty();
    }

    private Composition within(long mebibytes, String cmdline) {
        String yaml = YAML.formatted(cmdline);
        LinuxKit spec = LinuxKit.parse(List.of(new SpecText("linuxkit.yml", yaml)));
        return Composer.requireFits(mebibytes * MEBI, compose.yaml(yaml.split("\n")), spec);
    }

    static FileTree empty(int files) {
        TreeBuilder tree = new TreeBuilder(0);
        Content empty = Content.of("");
        for (int i = 0; i < files; i++) {
            String name = "many/%06d".formatted(i);
            tree.put(new Entry(name, Attributes.of(0644, 0), new Node.RegularFile(empty, name), Origin.NONE));
        }
        return tree.build();
    }

    static FileTree files(Object... namesAndSizes) {
        TreeBuilder tree = new TreeBuilder(0);
        for (int i = 0; i < namesAndSizes.length; i += 2) {
            String name = (String) namesAndSizes[i];
            byte[] bytes = new byte[((Number) namesAndSizes[i + 1]).intValue()];
            tree.put(new Entry(
                    name, Attributes.of(0644, 0), new Node.RegularFile(Content.of(bytes), name), Origin.NONE));
        }
        return tree.build();
    }
}
