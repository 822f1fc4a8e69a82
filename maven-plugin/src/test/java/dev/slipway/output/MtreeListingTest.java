package dev.slipway.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.content.Content;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MtreeListingTest {
    @Test
    void everyKindHasItsLine() throws IOException {
        Origin origin = new Origin("image", "init[0]");
        TreeBuilder tree = new TreeBuilder(7);
        Attributes attributes = Attributes.of(04755, 9).withOwner(1, 2);
        tree.put(new Entry("bin/é #", attributes, new Node.RegularFile(Content.of("x"), "1"), origin));
        tree.put(new Entry("dev/null", attributes, new Node.Device(Node.Device.Kind.CHARACTER, 1, 3), Origin.NONE));
        tree.put(new Entry("l", attributes, new Node.Symlink("/a b"), Origin.NONE));
        tree.put(new Entry("p", attributes, new Node.Fifo(), Origin.NONE));
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        MtreeListing.write(tree.build(), sink);
        assertThat(sink.toString(StandardCharsets.US_ASCII))
                .isEqualTo(
                        """
                        #mtree v2.0
                        ./bin type=dir mode=0755 uid=0 gid=0 time=7.0 tags=init[0]
                        ./bin/\\303\\251\\040\\043 type=file size=1 sha256digest=2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881 mode=4755 uid=1 gid=2 time=9.0 tags=init[0]
                        ./dev type=dir mode=0755 uid=0 gid=0 time=7.0
                        ./dev/null type=char device=linux,1,3 mode=4755 uid=1 gid=2 time=9.0
                        ./l type=link link=/a\\040b mode=4755 uid=1 gid=2 time=9.0
                        ./p type=fifo mode=4755 uid=1 gid=2 time=9.0
                        """);
    }
}
