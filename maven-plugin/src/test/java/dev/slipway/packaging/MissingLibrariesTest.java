package dev.slipway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.compose.program.TestElf;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import dev.slipway.recipe.debian.DebianVersion;
import dev.slipway.recipe.debian.PackageLock;
import dev.slipway.recipe.debian.PackagePin;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingLibrariesTest {
    private static final String LOADER = "/lib64/ld-linux-x86-64.so.2";

    private final TreeBuilder image = new TreeBuilder(0);
    private final TreeBuilder libssl3 = new TreeBuilder(0);

    private static void put(TreeBuilder tree, String path, int mode, Content content) {
        tree.put(new Entry(path, Attributes.of(mode, 0), new Node.RegularFile(content, path), Origin.NONE));
    }

    private List<String> complaints() throws IOException {
        PackagePin pin = new PackagePin(
                "libssl3",
                new DebianVersion("3"),
                "pool/main/o/openssl/libssl3_3_amd64.deb",
                1,
                Digest.of("x".getBytes(StandardCharsets.US_ASCII)));
        FileTree all = libssl3.build();
        return new MissingLibraries(PackageLock.of(List.of(pin)), any -> all).complaints(image.build());
    }

    @Test
    void namesThePackageOfALibrary() throws IOException {
        put(image, LOADER.substring(1), 0755, TestElf.library());
        put(image, "usr/bin/curl", 0755, TestElf.program(LOADER, "libssl.so.3", "libz.so.1"));
        put(image, "usr/bin/wget", 0755, TestElf.program(LOADER, "libz.so.1"));
        put(image, "usr/lib/data", 0644, TestElf.program(LOADER, "libdata.so.1"));
        put(libssl3, "usr/lib/x86_64-linux-gnu/libssl.so.3", 0644, TestElf.library());
        assertThat(complaints())
                .containsExactly(
                        "libssl.so.3 is not in the image, and usr/bin/curl needs it: the recipe's package libssl3 has it as"
                                + " usr/lib/x86_64-linux-gnu/libssl.so.3, which no 'include' takes",
                        "libz.so.1 is not in the image, and usr/bin/curl and 1 more need it: most likely zlib1g has it; add"
                                + " that package, or say 'dependencies: true' with the package of the program");
        put(image, "usr/lib/libz.so.1", 0644, TestElf.library());
        put(image, "usr/lib/libssl.so.3", 0644, TestElf.library());
        assertThat(complaints()).isEmpty();
    }

    /** Whoever puts a loader beside programs starts them with it; where the system has its own, a link was forgotten. */
    @ParameterizedTest
    @CsvSource({
        "disk/lib, disk/bin/tool, true",
        "usr/lib/own/lib, usr/lib/own/bin/tool, true",
        "tools, tools/tool, true",
        "disk/lib, bin/tool, false",
        "disk/lib, diskette/tool, false",
        "lib/x86_64-linux-gnu, lib/tool, false",
        "usr/lib64, usr/bin/tool, false"
    })
    void aProgramMayBringItsLoader(String folder, String program, boolean brought) throws IOException {
        put(image, folder + "/ld-linux-x86-64.so.2", 0755, TestElf.library());
        put(image, program, 0755, TestElf.program(LOADER, "libz.so.1"));
        List<String> complaints = complaints();
        // Its libraries are wanted all the same.
        assertThat(complaints).last().asString().startsWith("libz.so.1 is not in the image");
        assertThat(complaints).hasSize(brought ? 1 : 2);
        assertThat(complaints.get(0).startsWith(LOADER)).isEqualTo(!brought);
    }

    @Test
    void tellsTheFirstTen() throws IOException {
        put(image, LOADER.substring(1), 0755, TestElf.library());
        String[] libraries =
                IntStream.range(0, 25).mapToObj(i -> "lib" + i + ".so").toArray(String[]::new);
        put(image, "bin/x", 0755, TestElf.program(LOADER, libraries));
        assertThat(complaints()).hasSize(11).last().isEqualTo("15 more libraries are not in the image");
    }

    /** Debian Policy 8.1. */
    @ParameterizedTest
    @CsvSource({
        "libssl.so.3, libssl3",
        "libapr-1.so.0, libapr-1-0",
        "libpcre2-8.so.0, libpcre2-8-0",
        "libdb-5.3.so, libdb-5.3",
        "ld-linux-x86-64.so.2, libc6",
        "libX11_y.so.6, libx11-y6"
    })
    void followsTheRuleOfDebian(String soname, String name) {
        assertThat(MissingLibraries.packageOf(soname)).contains(name);
    }
}
