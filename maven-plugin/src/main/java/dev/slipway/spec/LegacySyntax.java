package dev.slipway.spec;

import dev.slipway.spec.container.Container;
import dev.slipway.spec.container.ContainerSettings.Namespaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Files of the year 2017 are understood; what means something else today is said. */
final class LegacySyntax {
    private final LinuxKit spec;
    private final Function<String, Optional<String>> goals;

    LegacySyntax(LinuxKit spec, Function<String, Optional<String>> goals) {
        this.spec = spec;
        this.goals = goals;
    }

    List<Warning> warnings() {
        List<Warning> warnings = new ArrayList<>();
        // The section existed from 2017-04-11 to 2017-05-25, so the file is older than the change of the defaults.
        if (!spec.outputs().isEmpty()) {
            namespaces().ifPresent(warnings::add);
        }
        for (LegacyOutput output : spec.outputs()) {
            warnings.add(new Warning(
                    output.place(),
                    "'outputs' is no longer read: "
                            + goals.apply(output.currentFormat())
                                    .map(goal -> "the goal " + goal + " makes " + output.format())
                                    .orElse("no goal makes " + output.format() + " yet")));
        }
        return List.copyOf(warnings);
    }

    /** On 2017-05-30 the default changed from a namespace of its own to the host's. */
    private Optional<Warning> namespaces() {
        List<Container> concerned = spec.containers()
                .filter(container -> !defaulted(container).isEmpty())
                .toList();
        if (concerned.isEmpty()) {
            return Optional.empty();
        }
        String list = concerned.stream()
                .map(container -> container.name() + " (" + defaulted(container) + ")")
                .collect(Collectors.joining(", "));
        return Optional.of(new Warning(
                concerned.get(0).places().whole(),
                "this file seems to be from 2017, when a container without the keys net, ipc and uts got namespaces of its own; today it shares the host's. Write 'new' for its own, 'host' for the host's: "
                        + list));
    }

    private static String defaulted(Container container) {
        Namespaces namespaces = container.settings().namespaces();
        List<String> keys = new ArrayList<>();
        if (namespaces.net() == null) {
            keys.add("net");
        }
        if (namespaces.ipc() == null) {
            keys.add("ipc");
        }
        if (namespaces.uts() == null) {
            keys.add("uts");
        }
        return String.join(", ", keys);
    }
}
