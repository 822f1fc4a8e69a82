package dev.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.content.Content;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class XattrCheckTest {
    @Test
    void oneSentenceForEachImage() {
        TreeBuilder tree = new TreeBuilder(0);
        tree.put(file("bin/arping", "security.capability"));
        tree.put(file("bin/ping", "security.capability"));
        Composition composition = new Compose().image("tools", tree.build()).yaml("init: [tools]");

        assertThat(composition.warnings())
                .containsExactly("init[0] (docker.io/library/tools): an initrd cannot keep the extended attributes"
                        + " security.capability of 'bin/arping' and 1 more; programs that need them must get their rights by"
                        + "  capabilities:  or run as root. The goal tar keeps them");
        assertThat(composition
                        .whole()
                        .find("bin/ping")
                        .orElseThrow()
                        .attributes()
                        .xattrs())
                .containsKey("security.capability");
    }

    private static Entry file(String path, String attribute) {
        Attributes attributes = new Attributes(0755, 0, 0, 0, new TreeMap<>(Map.of(attribute, "x")));
        return new Entry(path, attributes, new Node.RegularFile(Content.of(path), path), Origin.NONE);
    }
}
