package dev.slipway.compose.program;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Where something is mounted. Paths are compared as the kernel sees them: absolute, without empty segments and dots. */
public record MountPoints(List<String> paths) {
    public MountPoints {
        paths = paths.stream().map(MountPoints::normal).toList();
    }

    /** Whether what stands at a path may come from a mount. */
    boolean cover(String path) {
        return paths.stream().anyMatch(mount -> isAtOrBelow(path, mount));
    }

    /** Whether what stands above a path may come from a mount. */
    public boolean coverParentOf(String path) {
        return paths.stream().anyMatch(mount -> isBelow(path, mount));
    }

    /** Whether a path lies below another one, links aside. */
    public static boolean isBelow(String path, String above) {
        return !normal(path).equals(normal(above)) && isAtOrBelow(path, above);
    }

    /** Whether a path is another one, or lies below it, links aside. */
    public static boolean isAtOrBelow(String path, String above) {
        String own = normal(path);
        String other = normal(above);
        return other.equals("/") || own.equals(other) || own.startsWith(other + "/");
    }

    /** {@code a//b/../c/} and {@code /a/c} are {@code /a/c}. */
    public static String normal(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments);
    }

    /** The first segment of a path: {@code usr} of {@code /usr/bin}. */
    public static String top(String path) {
        String rest = normal(path).substring(1);
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }
}
