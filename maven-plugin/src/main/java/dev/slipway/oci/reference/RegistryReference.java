package dev.slipway.oci.reference;

import dev.slipway.content.Digest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An image in a registry (OCI distribution-spec, "Pulling manifests").
 *
 * @param host the registry in its {@linkplain RegistryHost one spelling}; {@code docker.io} for Docker Hub
 * @param repository lower-case path in the registry; Docker Hub's short names have {@code library/} in front
 * @param tag null if none is written; {@code latest} is meant if there is no digest either
 * @param digest null if the reference is not pinned; wins over the tag
 */
public record RegistryReference(String host, String repository, @Nullable String tag, @Nullable Digest digest)
        implements ImageReference {
    private static final String OFFICIAL = "library/";

    /** OCI distribution-spec, "Pulling manifests". */
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

    public RegistryReference {
        String text = text(host, repository, tag, digest);
        host = host(host, text);
        if (host.equals(RegistryHost.HUB) && repository.indexOf('/') < 0) {
            repository = OFFICIAL + repository;
        }
        if (repository.length() > RepositoryName.MAX_LENGTH) {
            throw new MalformedReference(
                    text, "the repository has more than " + RepositoryName.MAX_LENGTH + " characters");
        }
        if (!RepositoryName.isValid(repository)) {
            throw new MalformedReference(
                    text,
                    "'" + repository + "' is not a repository: lower-case letters, digits, and . _ - between them");
        }
        if (tag != null && !TAG.matcher(tag).matches()) {
            throw new MalformedReference(
                    text,
                    "'" + MalformedReference.shortened(tag)
                            + "' is not a tag: 1 to 128 letters, digits and . _ -, not starting with . or -");
        }
    }

    private static String host(String written, String text) {
        try {
            return RegistryHost.canonical(written);
        } catch (MalformedReference e) {
            throw new MalformedReference(text, e.what());
        }
    }

    /** Host and repository, {@code docker.io/linuxkit/kernel}: what a policy speaks of. */
    @Override
    public String name() {
        return host + "/" + repository;
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
