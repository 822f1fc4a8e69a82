package dev.slipway.spec;

import dev.slipway.problem.Place;
import dev.slipway.spec.container.Container;
import dev.slipway.spec.container.ServiceAnnotations;
import dev.slipway.yaml.Findings;
import dev.slipway.yaml.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Which service comes after which: the names exist, and nothing comes after itself. */
final class ServiceOrder {
    private final LinuxKit spec;
    private final Findings findings;

    ServiceOrder(LinuxKit spec, Findings findings) {
        this.spec = spec;
        this.findings = findings;
    }

    void check() {
        spec.onboot().forEach(this::refuseAnnotations);
        spec.onshutdown().forEach(this::refuseAnnotations);
        Map<String, List<String>> after = new LinkedHashMap<>();
        spec.services().forEach(service -> after.put(service.name(), after(service)));
        spec.services().forEach(service -> checkNames(service, after.keySet()));
        List<String> circle = circle(after);
        spec.services().stream()
                .filter(service -> circle.contains(service.name()))
                .findFirst()
                .ifPresent(service -> findings.add(
                        place(service, ServiceAnnotations.AFTER),
                        "these services wait for each other: " + String.join(" after ", circle),
                        "Remove one of the names, so that one of them can be the first"));
    }

    /** They would be without effect: those containers run once, in the order of the file. */
    private void refuseAnnotations(Container container) {
        annotations(container).keySet().stream()
                .filter(ServiceAnnotations::isOurs)
                .forEach(
                        name -> findings.add(
                                place(container, name),
                                "only services have this annotation",
                                "Remove it: onboot and onshutdown run their containers one after the other, in the order of the file"));
    }

    private void checkNames(Container service, Collection<String> known) {
        for (String name : after(service)) {
            if (!known.contains(name)) {
                findings.add(
                        place(service, ServiceAnnotations.AFTER),
                        "there is no service '" + name + "'",
                        Suggestion.of(name, known)
                                .map(meant -> "Did you mean " + meant + "?")
                                .orElse("The services are: " + String.join(", ", known)));
            }
        }
    }

    /** A circle as a path back to its beginning; empty if there is none. */
    private static List<String> circle(Map<String, List<String>> after) {
        Map<String, List<String>> waiting = new LinkedHashMap<>(after);
        // Whoever waits for nobody that waits can start.
        boolean someCan = true;
        while (someCan) {
            someCan = waiting.values().removeIf(others -> others.stream().noneMatch(waiting::containsKey));
        }
        List<String> path = new ArrayList<>();
        Optional<String> next = waiting.keySet().stream().findFirst();
        while (next.isPresent() && !path.contains(next.get())) {
            path.add(next.get());
            next = waiting.getOrDefault(next.get(), List.of()).stream()
                    .filter(waiting::containsKey)
                    .findFirst();
        }
        if (next.isEmpty()) {
            return List.of();
        }
        path.subList(0, path.indexOf(next.get())).clear();
        path.add(next.get());
        return path;
    }

    private static List<String> after(Container service) {
        return ServiceAnnotations.names(annotations(service).get(ServiceAnnotations.AFTER));
    }

    private static Map<String, String> annotations(Container container) {
        @Nullable
        SortedMap<String, String> annotations = container.settings().control().annotations();
        return annotations == null ? Map.of() : annotations;
    }

    private static Place place(Container container, String annotation) {
        return container.places().at("annotations." + annotation);
    }
}
