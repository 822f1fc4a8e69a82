package dev.slipway.oci;

import dev.slipway.content.Digest;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An image in a registry (OCI distribution-spec, "Pulling manifests").
 *
 * @param host registry host with its port, if any; {@code docker.io} for Docker Hub
 * @param repository lower-case path in the registry
 * @param tag null if none is written; {@code latest} is meant if there is no digest either
 * @param digest null if the reference is not pinned; wins over the tag
 */
public record RegistryReference(String host, String repository, @Nullable String tag, @Nullable Digest digest)
        implements ImageReference {
    static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");
    static final Pattern REPOSITORY =
            Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");
    static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

    public RegistryReference {
        String text = text(host, repository, tag, digest);
        if (!HOST.matcher(host).matches() || URI.create("https://" + host).getHost() == null) {
            throw new MalformedReference(text, "'" + host + "' is not a registry host");
        }
        if (!REPOSITORY.matcher(repository).matches()) {
            throw new MalformedReference(
                    text,
                    "'" + repository + "' is not a repository: lower-case letters, digits, and . _ - between them");
        }
        if (tag != null && !TAG.matcher(tag).matches()) {
            throw new MalformedReference(
                    text, "'" + tag + "' is not a tag: 1 to 128 letters, digits and . _ -, not starting with . or -");
        }
    }

    /** The same repository at a digest; the tag stays for the reader. */
    public RegistryReference withDigest(Digest pin) {
        return new RegistryReference(host, repository, tag, pin);
    }

    /** What to ask the registry for: the digest, else the tag, else {@code latest}. */
    public String wanted() {
        if (digest != null) {
            return digest.toString();
        }
        return tag != null ? tag : "latest";
    }

    @Override
    public String canonical() {
        return text(host, repository, tag, digest);
    }

    @Override
    public String toString() {
        return canonical();
    }

    private static String text(String host, String repository, @Nullable String tag, @Nullable Digest digest) {
        return host + "/" + repository + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
    }
}
