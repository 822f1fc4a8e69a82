package dev.slipway.incremental;

import dev.slipway.content.AllowedHere;
import dev.slipway.content.Digest;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that the outputs of a goal depend on, as one digest. The plugin's own code comes first. */
public final class Inputs {
    /** The digest of the plugin's code, which stays what it is as long as its classes are loaded. */
    private static @Nullable String code;

    private final MessageDigest sha256 = Digest.Algorithm.SHA256.newMessageDigest();

    public Inputs() throws IOException {
        // A snapshot's version stays while its code changes, so the code itself is taken.
        add("plugin", code());
    }

    private Inputs(Digest common) {
        add("common", common);
    }

    /** Inputs that have others in common. */
    public static Inputs of(Digest common) {
        return new Inputs(common);
    }

    /** Adds settings by the names of their components. */
    public Inputs add(Record settings) {
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            try {
                add(component.getName(), component.getAccessor().invoke(settings));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("settings are public records: " + settings.getClass(), e);
            }
        }
        return this;
    }

    public Inputs add(String name, Object value) {
        byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
        // With the length before it, no value can be mistaken for two.
        sha256.update((name + " " + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
        sha256.update(bytes);
        return this;
    }

    public Digest digest() {
        return Digest.of(sha256.digest(), Digest.Algorithm.SHA256);
    }

    private static synchronized String code() throws IOException {
        if (code == null) {
            code = readCode();
        }
        return code;
    }

    @AllowedHere("sorted at once")
    private static String readCode() throws IOException {
        CodeSource source = Inputs.class.getProtectionDomain().getCodeSource();
        Path place;
        try {
            place = Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the plugin is loaded from no file: " + source, e);
        }
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
