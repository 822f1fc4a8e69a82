package dev.slipway.oci.layer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Layers as builders make them, at random: on a handful of names, so that everything meets everything. What stands where is
 * followed only as far as is needed to write no layer that cannot be unpacked.
 */
final class RandomImage {
    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    /** Path to {@code /} for a directory, {@code >} for a link, {@code =} for a file. */
    private final TreeMap<String, Character> state = new TreeMap<>();

    /** Directories that hold a mark of this layer, each with a slash: they have to stay what they are. */
    private final Set<String> marked = new HashSet<>();

    private final List<List<LayerWord>> layers = new ArrayList<>();
    private final Random random;

    /**
     * A member of a layer.
     *
     * @param text a member in the words of {@link TarText}
     */
    record LayerWord(String text, int mode, int uid, int gid, long seconds) {}

    private RandomImage(Random random) {
        this.random = random;
    }

    /** The layers of an image, the lowest first. */
    static List<List<LayerWord>> of(Random random) {
        RandomImage image = new RandomImage(random);
        int count = 2 + image.random.nextInt(4);
        for (int i = 0; i < count; i++) {
            image.addLayer();
        }
        return image.layers;
    }

    private void addLayer() {
        marked.clear();
        List<LayerWord> takenAway = new ArrayList<>();
        if (!state.isEmpty()) {
            takeAway(takenAway);
        }
        List<LayerWord> added = new ArrayList<>();
        for (int i = 5 + random.nextInt(25); i > 0; i--) {
            add(added);
        }
        // Some builders write the marks first, some last.
        List<LayerWord> layer = new ArrayList<>();
        boolean marksFirst = random.nextBoolean();
        layer.addAll(marksFirst ? takenAway : added);
        layer.addAll(marksFirst ? added : takenAway);
        layers.add(layer);
    }

    private void takeAway(List<LayerWord> layer) {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            String path = pick(List.copyOf(state.keySet()));
            if (isMarked(path)) {
                continue;
            }
            if (state.get(path) == '/' && random.nextBoolean()) {
                layer.add(word(path + "/.wh..wh..opq="));
                marked.add(path + "/");
                forgetBeneath(path);
            } else {
                marked.add(parent(path));
                layer.add(word(parent(path) + ".wh." + path.substring(path.lastIndexOf('/') + 1) + "="));
                forget(path);
            }
            if (state.isEmpty()) {
                return;
            }
        }
    }

    private void add(List<LayerWord> layer) {
        String path = directory() + pick(NAMES);
        if (isMarked(path)) {
            return;
        }
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                forgetUnlessDirectory(path);
                state.put(path, '/');
                layer.add(word(path + "/"));
            }
            case 2 -> {
                forget(path);
                state.put(path, '>');
                layer.add(word(path + "->" + (random.nextBoolean() ? "/" : "") + pick(NAMES)));
            }
            case 3 -> {
                List<String> files = state.entrySet().stream()
                        .filter(entry -> entry.getValue() == '='
                                && !entry.getKey().equals(path)
                                && !entry.getKey().startsWith(path + "/"))
                        .map(Map.Entry::getKey)
                        .toList();
                if (!files.isEmpty()) {
                    forget(path);
                    state.put(path, '=');
                    layer.add(word(path + "=>" + pick(files)));
                }
            }
            default -> {
                forget(path);
                state.put(path, '=');
                layer.add(word(path + "=" + random.nextInt(1000)));
            }
        }
    }

    /** The root, or a directory that is there; ends with a slash unless it is the root. */
    private String directory() {
        List<String> directories = new ArrayList<>(List.of(""));
        state.forEach((path, kind) -> {
            if (kind == '/' && path.chars().filter(c -> c == '/').count() < 3) {
                directories.add(path + "/");
            }
        });
        return pick(directories);
    }

    private boolean isMarked(String path) {
        return marked.stream().anyMatch(directory -> directory.startsWith(path + "/"));
    }

    private void forget(String path) {
        forgetBeneath(path);
        state.remove(path);
    }

    private void forgetBeneath(String path) {
        state.keySet().removeIf(other -> other.startsWith(path + "/"));
    }

    private void forgetUnlessDirectory(String path) {
        if (state.getOrDefault(path, '/') != '/') {
            forget(path);
        }
    }

    private LayerWord word(String text) {
        return new LayerWord(
                text,
                (text.contains("->") ? 0777 : 0500) | random.nextInt(0400),
                random.nextInt(3),
                random.nextInt(3),
                1_000_000 + random.nextInt(1_000_000));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }
}
