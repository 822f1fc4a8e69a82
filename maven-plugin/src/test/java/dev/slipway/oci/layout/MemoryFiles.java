package dev.slipway.oci.layout;

import dev.slipway.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** A layout in memory. */
record MemoryFiles(Map<String, Content> files) implements LayoutFiles {
    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Optional<LayoutFile> find(String path) {
        return Optional.ofNullable(files.get(path)).map(content -> new LayoutFile() {
            @Override
            public long size() {
                return content.size();
            }

            @Override
            public InputStream open() throws IOException {
                return content.open();
            }
        });
    }
}
