package dev.slipway.incremental;

import dev.slipway.content.Digest;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Everything that the outputs of a goal depend on, as one digest. The plugin's own code comes first. */
public final class Inputs {
    private final MessageDigest sha256 = Digest.Algorithm.SHA256.newMessageDigest();

    public Inputs() throws IOException {
        // A snapshot's version stays while its code changes, so the code itself is taken.
        add("plugin", PluginCode.digest());
    }

    private Inputs(String name, Object first) {
        add(name, first);
    }

    /** Inputs that have others in common. */
    public static Inputs of(Digest common) {
        return new Inputs("common", common);
    }

    /** Settings of a goal without the plugin's code: what only {@link RememberedInputs} compares. */
    public static Inputs ofSettings(String goal) {
        return new Inputs("goal", goal);
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
}
