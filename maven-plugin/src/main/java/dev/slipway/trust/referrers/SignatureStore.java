package dev.slipway.trust.referrers;

import dev.slipway.content.Digest;
import dev.slipway.json.JsonObject;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.ImageDocument;
import dev.slipway.oci.Manifest;
import dev.slipway.trust.evidence.Fetcher;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The signatures beside an image. Nothing a registry says about them is believed: bytes are hashed again, subjects are looked at
 * again, and there is an end to what it may send.
 */
public final class SignatureStore {
    /** More signatures than this are not tried for one image. */
    public static final int MAX_SIGNATURES = 50;

    private static final int MAX_PAGES = 100;
    private static final int MAX_DESCRIPTORS = 1000;

    private final Fetcher fetcher;
    private final Fetcher.Repository repository;

    public SignatureStore(Fetcher fetcher, Fetcher.Repository repository) {
        this.fetcher = fetcher;
        this.repository = repository;
    }

    /** The manifest under a tag such as {@code sha256-<hex>.sig}, if there is one. */
    public Optional<Manifest> tagged(String tag) {
        return manifest(tag).map(raw -> Manifest.ofArtifact(raw, Rejected.JSON));
    }

    /**
     * The artifacts that refer to an image (OCI distribution-spec "Listing Referrers"), by the API or, where a registry does not
     * know that, by the fallback tag ("Referrers Tag Schema").
     *
     * @param type tells which artifact types are wanted; the list's own word on it only spares fetching
     */
    public List<Manifest> referrers(Digest subject, Predicate<String> type) {
        List<Manifest> found = new ArrayList<>();
        for (Listed listed : listed(subject)) {
            if (listed.artifactType() != null && !type.test(listed.artifactType())) {
                continue;
            }
            Manifest manifest = Manifest.ofArtifact(referrer(listed.descriptor()), Rejected.JSON);
            if (!type.test(manifest.artifactType())) {
                continue;
            }
            if (!subject.equals(manifest.subject())) {
                throw new Rejected(
                        Reason.WRONG_SUBJECT,
                        "signature manifest " + manifest.digest(),
                        "refers to " + manifest.subject() + ", not to " + subject);
            }
            if (found.size() == MAX_SIGNATURES) {
                throw new Rejected(
                        Reason.TOO_LARGE,
                        repository.toString(),
                        "has more than " + MAX_SIGNATURES + " signatures for " + subject);
            }
            found.add(manifest);
        }
        return found;
    }

    /** A blob that a signature manifest names. */
    public byte[] blob(Descriptor descriptor, long limit) {
        String where = "signature blob " + descriptor.digest();
        if (descriptor.size() > limit) {
            throw new Rejected(
                    Reason.TOO_LARGE,
                    where,
                    "is " + descriptor.size() + " bytes long; more than " + limit + " are not read");
        }
        byte[] bytes = Fetcher.ask(where, () -> fetcher.blob(repository, descriptor.digest(), descriptor.size()))
                .orElseThrow(() -> new Rejected(Reason.CANNOT_TELL, where, "is listed, but does not exist"));
        return checked(bytes, descriptor, where);
    }

    private byte[] referrer(Descriptor descriptor) {
        String where = "signature manifest " + descriptor.digest();
        if (descriptor.size() > ImageDocument.MAX_BYTES) {
            throw new Rejected(Reason.TOO_LARGE, where, "is " + descriptor.size() + " bytes long");
        }
        byte[] bytes = manifest(descriptor.digest().toString())
                .orElseThrow(() -> new Rejected(Reason.CANNOT_TELL, where, "is listed, but does not exist"));
        return checked(bytes, descriptor, where);
    }

    private static byte[] checked(byte[] bytes, Descriptor descriptor, String where) {
        if (bytes.length != descriptor.size() || !descriptor.digest().matches(bytes)) {
            throw new Rejected(
                    Reason.MALFORMED,
                    where,
                    "came as " + descriptor.digest().algorithm().of(bytes) + " of " + bytes.length + " bytes, expected "
                            + descriptor.size());
        }
        return bytes;
    }

    private Optional<byte[]> manifest(String reference) {
        return Fetcher.ask(
                repository + " " + reference, () -> fetcher.manifest(repository, reference, ImageDocument.MAX_BYTES));
    }

    /** An entry of a list of referrers; the type is null where the list does not say it. */
    private record Listed(Descriptor descriptor, @Nullable String artifactType) {}

    private List<Listed> listed(Digest subject) {
        List<Listed> all = new ArrayList<>();
        Set<String> asked = new LinkedHashSet<>();
        String next = null;
        do {
            String page = next;
            Optional<Fetcher.Page> answer = Fetcher.ask(
                    "referrers of " + subject,
                    () -> fetcher.referrers(repository, subject, page, ImageDocument.MAX_BYTES));
            if (answer.isEmpty()) {
                return fallback(subject);
            }
            all.addAll(entries(answer.get().index()));
            next = answer.get().next();
            if (asked.size() == MAX_PAGES || all.size() > MAX_DESCRIPTORS || (next != null && !asked.add(next))) {
                throw new Rejected(
                        Reason.TOO_LARGE,
                        repository.toString(),
                        "lists more referrers of " + subject + " than are read");
            }
        } while (next != null);
        return all;
    }

    private List<Listed> fallback(Digest subject) {
        String tag = subject.algorithm().id() + "-" + subject.hex();
        return manifest(tag).map(SignatureStore::entries).orElse(List.of());
    }

    private static List<Listed> entries(byte[] raw) {
        JsonObject index = Rejected.JSON.object(raw, "list of referrers", ImageDocument.MAX_BYTES);
        if (index.has("layers") || index.has("config")) {
            throw index.malformed("", "is not an index");
        }
        List<JsonObject> entries = index.objects("manifests");
        if (entries.size() > MAX_DESCRIPTORS) {
            throw new Rejected(Reason.TOO_LARGE, "list of referrers", "has " + entries.size() + " entries");
        }
        List<Listed> listed = new ArrayList<>();
        for (JsonObject entry : entries) {
            String type = entry.has("artifactType") ? entry.text("artifactType") : null;
            listed.add(new Listed(Descriptor.of(entry), type));
        }
        return listed;
    }
}
