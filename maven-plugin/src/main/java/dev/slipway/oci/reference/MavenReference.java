package dev.slipway.oci.reference;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An image that is a Maven artifact of type {@code oci.tar}.
 *
 * @param version null if the project's own or managed dependencies say it
 */
public record MavenReference(String groupId, String artifactId, @Nullable String version) implements ImageReference {
    // Maven's own rule for ids; versions may hold a little more, but nothing that means something in a path.
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_.+-]+");

    public MavenReference {
        String text = text(groupId, artifactId, version);
        if (!ID.matcher(groupId).matches() || !ID.matcher(artifactId).matches()) {
            throw new MalformedReference(text, "a groupId and an artifactId are letters, digits and _ - .");
        }
        if (version != null && !VERSION.matcher(version).matches()) {
            throw new MalformedReference(text, "'" + version + "' is not the version of one artifact");
        }
    }

    /** What a policy speaks of: the artifact in every version. */
    @Override
    public String name() {
        return text(groupId, artifactId, null);
    }

    @Override
    public String canonical() {
        return text(groupId, artifactId, version);
    }

    @Override
    public String toString() {
        return canonical();
    }

    private static String text(String groupId, String artifactId, @Nullable String version) {
        return "maven:" + groupId + ":" + artifactId + (version == null ? "" : ":" + version);
    }
}
