package dev.slipway.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.content.Digest;
import dev.slipway.environment.BuildEvent;
import dev.slipway.incremental.OutputFolder;
import dev.slipway.incremental.SeenFiles;
import dev.slipway.incremental.StagedOutputs;
import dev.slipway.json.JsonWriter;
import dev.slipway.json.StrictJson;
import dev.slipway.oci.Platform;
import dev.slipway.output.format.OutputKind;
import dev.slipway.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What lies in an output folder, for scripts: {@code slipway/<final name>.json}, and its digests in {@code SHA256SUMS}. Each goal
 * replaces what is said of its own files, and drops files that are no longer as they were left. The page "script against the result"
 * describes the format, {@code result.schema.json} checks it.
 */
public final class ResultFile {
    private static final int VERSION = 1;

    /** A line has about 400 bytes; a longer file is none of ours. */
    private static final long LONGEST = 1 << 20;

    /** Others may list their files, too: as many as a hundred thousand. */
    private static final long LONGEST_SUMS = 16 << 20;

    private final OutputFolder held;
    private final OutputNames names;
    private final List<OutputKind> kinds;
    private final Source source;
    /** By the endings of their kinds. */
    private final Map<String, BuiltOutput> made = new HashMap<>();

    private List<String> described = List.of();

    /**
     * What a goal says of its files.
     *
     * @param held the output folder
     * @param kinds what the goal makes; what it has not made this time is dropped
     */
    public ResultFile(OutputFolder held, OutputNames names, List<OutputKind> kinds, Source source) {
        this.held = held;
        this.names = names;
        this.kinds = List.copyOf(kinds);
        this.source = source;
    }

    /**
     * Where the outputs come from.
     *
     * @param platforms that each of them is for
     * @param lock the lock file; it need not exist
     */
    public record Source(List<Platform> platforms, Path lock) {
        public Source {
            platforms = List.copyOf(platforms);
        }

        private String platformNames() {
            return platforms.stream().map(Platform::toString).collect(Collectors.joining(","));
        }

        private Optional<String> lockSha256() throws IOException {
            return Files.isRegularFile(lock) ? Optional.of(sha256(lock)) : Optional.empty();
        }
    }

    /** Takes in a file that was written or is up to date; it is one of the goal's kinds, or a file that belongs to no artifact. */
    public void on(BuildEvent event) {
        if (event instanceof BuildEvent.Wrote wrote) {
            add(wrote.file());
        } else if (event instanceof BuildEvent.WroteImage wrote) {
            add(wrote.file());
        } else if (event instanceof BuildEvent.UpToDate upToDate) {
            upToDate.files().forEach(this::add);
        }
    }

    private void add(BuildEvent.OutputFile file) {
        names.output(file, kinds).ifPresent(output -> made.put(output.kind().ending(), output));
    }

    /** The files of which events came, in the order of the kinds. */
    public List<BuiltOutput> outputs() {
        return kinds.stream()
                .map(OutputKind::ending)
                .distinct()
                .map(made::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Looks at the files that {@link #write} wrote or left, and at all that they describe. */
    void look(SeenFiles seen) throws IOException {
        seen.look(file());
        seen.look(sums());
        for (String each : described) {
            seen.look(names.folder().resolve(each));
        }
    }

    /** Writes the files, if they have to say something new. */
    public void write() throws IOException {
        SortedMap<String, Map<String, Object>> old = read();
        SortedMap<String, Map<String, Object>> now = new TreeMap<>();
        for (Map.Entry<String, Map<String, Object>> entry : old.entrySet()) {
            if (isAsItWas(entry.getKey(), entry.getValue())) {
                now.put(entry.getKey(), entry.getValue());
            }
        }
        kinds.forEach(kind -> now.remove(relative(names.file(kind))));
        // An ISO that was built with another name before lies about still, but is no longer this artifact.
        List<BuiltOutput> outputs = outputs();
        now.values().removeIf(entry -> outputs.stream().anyMatch(output -> isSameArtifact(entry, output)));
        Optional<String> lock = source.lockSha256();
        outputs.forEach(output -> now.put(relative(output.file()), entry(output, source.platformNames(), lock)));
        write(old.keySet(), now);
        described = List.copyOf(now.keySet());
    }

    private static boolean isSameArtifact(Map<String, Object> entry, BuiltOutput output) {
        return output.kind().type().equals(entry.get("type"))
                && output.classifier().equals(entry.get("classifier"));
    }

    private Map<String, Object> entry(BuiltOutput output, String platforms, Optional<String> lock) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", output.kind().id());
        entry.put("file", relative(output.file()));
        entry.put("type", output.kind().type());
        entry.put("classifier", output.classifier());
        entry.put("size", output.size());
        entry.put("sha256", output.digest().hex());
        entry.put("platform", platforms);
        lock.ifPresent(sha256 -> entry.put("lock", sha256));
        return entry;
    }

    private void write(Set<String> old, SortedMap<String, Map<String, Object>> now) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", VERSION);
        document.put("name", names.finalName());
        document.put("outputs", List.copyOf(now.values()));
        try (StagedOutputs outputs = StagedOutputs.in(held)) {
            replace(outputs, file(), JsonWriter.lines(document).getBytes(StandardCharsets.UTF_8));
            replace(outputs, sums(), sums(old, now).getBytes(StandardCharsets.ISO_8859_1));
            outputs.commit();
        }
    }

    /** The same bytes are not written again: whoever watches the file sees no change. */
    private static void replace(StagedOutputs outputs, Path file, byte[] bytes) throws IOException {
        if (!Files.isRegularFile(file) || !Arrays.equals(bytes, Files.readAllBytes(file))) {
            outputs.add(file, (OutputStream sink) -> sink.write(bytes));
        }
    }

    /**
     * Lines of files that are not ours stay as they are; another project may build into this folder, too. A character stands for a byte,
     * as nobody knows how others have written their names.
     */
    private String sums(Set<String> old, SortedMap<String, Map<String, Object>> now) throws IOException {
        SortedMap<String, String> lines = new TreeMap<>();
        List<String> others = new ArrayList<>();
        if (Files.isRegularFile(sums())) {
            requireReadable(Files.size(sums()));
            Files.readString(sums(), StandardCharsets.ISO_8859_1).lines().forEach(line -> {
                String[] parts = line.split(" [ *]", 2);
                if (parts.length == 2) {
                    lines.put(parts[1], line);
                } else {
                    others.add(line);
                }
            });
        }
        old.forEach(file -> lines.remove(asBytes(file)));
        now.forEach((file, entry) -> lines.put(asBytes(file), entry.get("sha256") + "  " + asBytes(file)));
        others.addAll(lines.values());
        return others.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /** What is not read would be lost. */
    private void requireReadable(long size) {
        if (size > LONGEST_SUMS) {
            throw Problem.user(
                    sums().toString(),
                    "it has " + size + " bytes; the lines of other programs can be kept only in a file of up to "
                            + LONGEST_SUMS + " bytes",
                    "Move or delete the file, then build again.");
        }
    }

    private static String asBytes(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Entries by file; none if the file is not there, or not one of ours. */
    private SortedMap<String, Map<String, Object>> read() throws IOException {
        SortedMap<String, Map<String, Object>> entries = new TreeMap<>();
        if (Files.isRegularFile(file()) && Files.size(file()) <= LONGEST) {
            JsonNode document = parsed(Files.readAllBytes(file()));
            if (document.path("version").asInt() == VERSION) {
                for (JsonNode output : document.path("outputs")) {
                    Map<String, Object> entry = entry(output);
                    entries.put(String.valueOf(entry.get("file")), entry);
                }
            }
        }
        return entries;
    }

    private static JsonNode parsed(byte[] json) {
        try {
            return StrictJson.read(json);
        } catch (StrictJson.Unsound e) {
            // It is not what this class has written. The goals that are still to run write it again.
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private static Map<String, Object> entry(JsonNode output) {
        Map<String, Object> entry = new LinkedHashMap<>();
        output.properties()
                .forEach(field -> entry.put(
                        field.getKey(),
                        field.getValue().isIntegralNumber()
                                ? (Object) field.getValue().longValue()
                                : field.getValue().asText()));
        return entry;
    }

    private boolean isAsItWas(String file, Map<String, Object> entry) throws IOException {
        Path path = names.folder().resolve(file);
        return Files.isRegularFile(path) && Long.valueOf(Files.size(path)).equals(entry.get("size"));
    }

    private Path file() {
        return names.folder().resolve("slipway").resolve(names.finalName() + ".json");
    }

    private Path sums() {
        return names.folder().resolve("SHA256SUMS");
    }

    private String relative(Path file) {
        return names.folder().relativize(file).toString().replace('\\', '/');
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Digest.of(in).hex();
        }
    }
}
