package dev.slipway.incremental;

import dev.slipway.content.AllowedHere;
import dev.slipway.content.Digest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Our own code, on which every output depends. It stays what it is as long as its classes are loaded. */
final class PluginCode {
    private static @Nullable String digest;

    private PluginCode() {}

    /** The jar; in our own tests, a folder of classes. */
    static Path place() {
        CodeSource source = PluginCode.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the plugin is loaded from no file: " + source, e);
        }
    }

    static synchronized String digest() throws IOException {
        if (digest == null) {
            digest = read(place());
        }
        return digest;
    }

    @AllowedHere("sorted at once")
    private static String read(Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            return Digest.of(Files.newInputStream(place)).toString();
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(place)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        StringBuilder digests = new StringBuilder();
        for (Path file : files) {
            digests.append(Digest.of(Files.newInputStream(file)));
        }
        return digests.toString();
    }
}
