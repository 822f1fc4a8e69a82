package dev.slipway.recipe;

import dev.slipway.problem.Place;
import dev.slipway.problem.Places;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How to run the image that a recipe makes (OCI image-spec, "Image Configuration").
 *
 * @param env {@code NAME=value}, in the order written
 * @param workingDir empty for the root
 * @param user empty for root
 * @param labels with {@code org.mobyproject.config} if the recipe has a section {@code linuxkit}
 * @param places where its parts stand in the recipe
 */
public record RecipeConfig(
        List<String> entrypoint,
        List<String> cmd,
        List<String> env,
        String workingDir,
        String user,
        SortedMap<String, String> labels,
        Places places) {
    /** What an image has whose recipe has no section {@code config}. */
    public static final RecipeConfig NONE = new RecipeConfig(
            List.of(),
            List.of(),
            List.of(),
            "",
            "",
            new TreeMap<>(),
            Places.of(new Place("package.yml", 1, 1, "config"), new TreeMap<>()));

    public RecipeConfig {
        entrypoint = List.copyOf(entrypoint);
        cmd = List.copyOf(cmd);
        env = List.copyOf(env);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }
}
