package dev.slipway.trust.attestation;

import dev.slipway.json.JsonObject;
import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who built something, from what (SLSA provenance v1 and v0.2).
 *
 * @param builder {@code runDetails.builder.id}, {@code builder.id}
 * @param buildType how to read the rest
 * @param sources addresses of what was built, as the builder names them
 * @param refs branches or tags that were built
 */
public record SlsaProvenance(String builder, String buildType, List<String> sources, List<String> refs) {
    /** Predicate types that are read. */
    public static final String V1 = "https://slsa.dev/provenance/v1";

    public static final String V0_2 = "https://slsa.dev/provenance/v0.2";

    private static final String WHERE = "SLSA provenance";
    private static final int MAX_MATERIALS = 4096;

    public SlsaProvenance {
        sources = List.copyOf(sources);
        refs = List.copyOf(refs);
    }

    /** Reads the predicate of a statement whose signature was checked. */
    public static SlsaProvenance of(Statement statement) {
        JsonObject predicate = statement.body().object("predicate");
        return switch (statement.predicateType()) {
            case V1 -> v1(predicate);
            case V0_2 -> v02(predicate);
            default ->
                throw new Rejected(
                        Reason.WRONG_PURPOSE,
                        WHERE,
                        "is of the kind " + statement.predicateType() + ", which is not read");
        };
    }

    private static SlsaProvenance v1(JsonObject predicate) {
        JsonObject definition = predicate.object("buildDefinition");
        List<String> sources = new ArrayList<>();
        List<String> refs = new ArrayList<>();
        if (definition.has("externalParameters")) {
            // What the builder was asked to do; GitHub's build type names the repository here.
            Optional.of(definition.object("externalParameters"))
                    .filter(parameters -> parameters.has("workflow"))
                    .map(parameters -> parameters.object("workflow"))
                    .ifPresent(workflow -> {
                        sources.add(workflow.textOr("repository", ""));
                        refs.add(workflow.textOr("ref", ""));
                    });
        }
        if (sources.isEmpty()) {
            materials(definition, "resolvedDependencies").forEach(sources::add);
        }
        String builder = predicate.object("runDetails").object("builder").text("id");
        return new SlsaProvenance(builder, definition.text("buildType"), sources, refs);
    }

    private static SlsaProvenance v02(JsonObject predicate) {
        List<String> sources = new ArrayList<>();
        if (predicate.has("invocation") && predicate.object("invocation").has("configSource")) {
            sources.add(predicate.object("invocation").object("configSource").textOr("uri", ""));
        }
        return new SlsaProvenance(
                predicate.object("builder").text("id"), predicate.text("buildType"), sources, List.of());
    }

    private static List<String> materials(JsonObject holder, String field) {
        List<JsonObject> materials = holder.objects(field);
        if (materials.size() > MAX_MATERIALS) {
            throw holder.malformed(field, "has more than " + MAX_MATERIALS + " entries");
        }
        // The first is what was built, by convention of all known build types; the rest are what it needed.
        return materials.stream()
                .limit(1)
                .map(material -> material.textOr("uri", ""))
                .toList();
    }

    /** @throws Rejected unless it is one of these builders */
    public void requireBuilder(List<String> builders) {
        if (!builders.isEmpty() && !builders.contains(builder)) {
            throw new Rejected(
                    Reason.WRONG_CLAIM,
                    WHERE,
                    "names the builder '" + builder + "', expected " + String.join(" or ", builders));
        }
    }

    /** @throws Rejected unless it was built from this repository */
    public void requireSource(String source) {
        if (sources.stream().noneMatch(actual -> isSource(actual, source))) {
            throw new Rejected(
                    Reason.WRONG_CLAIM,
                    WHERE,
                    "names the source " + (sources.isEmpty() ? "not at all" : "'" + sources.get(0) + "'")
                            + ", expected '" + source + "'");
        }
    }

    /** @throws Rejected unless it was built from this branch or tag */
    public void requireRef(String ref) {
        boolean inSource = sources.stream().anyMatch(source -> source.endsWith("@" + ref));
        if (!refs.contains(ref) && !inSource) {
            throw new Rejected(
                    Reason.WRONG_CLAIM, WHERE, "names the ref " + refs + " of " + sources + ", expected '" + ref + "'");
        }
    }

    /** {@code git+https://host/repo@refs/tags/v1} is from {@code https://host/repo}; {@code https://host/repo-evil} is not. */
    private static boolean isSource(String actual, String expected) {
        String address = actual.startsWith("git+") ? actual.substring("git+".length()) : actual;
        int scheme = Math.max(0, address.indexOf("://") + 3);
        int at = address.indexOf('@', address.indexOf('/', scheme) + 1);
        String repository = at < 0 ? address : address.substring(0, at);
        return withoutGit(repository).equals(withoutGit(expected));
    }

    private static String withoutGit(String address) {
        return address.endsWith(".git") ? address.substring(0, address.length() - ".git".length()) : address;
    }
}
