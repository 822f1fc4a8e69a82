package dev.slipway.spec;

import dev.slipway.problem.Place;
import dev.slipway.spec.container.Bind;
import dev.slipway.spec.container.Container;
import dev.slipway.spec.container.ContainerSettings;
import dev.slipway.spec.container.Id;
import dev.slipway.spec.container.Mount;
import dev.slipway.yaml.Findings;
import dev.slipway.yaml.Suggestion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What only the whole of the files can tell: names that must differ, and names that must exist. */
final class Consistency {
    private final LinuxKit spec;
    private final Findings findings;

    Consistency(LinuxKit spec, Findings findings) {
        this.spec = spec;
        this.findings = findings;
    }

    /** @param complete false if something could not be read: then a name that is not found proves nothing */
    void check(boolean complete) {
        refuseTwins(
                "service",
                spec.services().stream()
                        .map(each -> Map.entry(each.name(), each.places().at("name"))));
        refuseTwins(
                "volume",
                spec.volumes().stream()
                        .map(each -> Map.entry(each.name(), each.places().at("name"))));
        if (complete) {
            new ServiceOrder(spec, findings).check();
            spec.containers().forEach(this::checkNames);
            spec.files().forEach(file -> {
                checkId(file.uid(), file.places().at("uid"));
                checkId(file.gid(), file.places().at("gid"));
            });
        }
    }

    private void refuseTwins(String kind, Stream<Map.Entry<String, Place>> names) {
        Map<String, Place> seen = new HashMap<>();
        names.forEach(name -> {
            Place first = seen.putIfAbsent(name.getKey(), name.getValue());
            if (first != null) {
                findings.add(
                        name.getValue(),
                        "there is a " + kind + " '" + name.getKey() + "' already",
                        "The other one is at " + first + "; give this one another name");
            }
        });
    }

    private void checkNames(Container container) {
        ContainerSettings settings = container.settings();
        checkBinds(settings.filesystem().binds(), "binds", container);
        checkBinds(settings.filesystem().addedBinds(), "binds.add", container);
        List<Mount> mounts = orEmpty(settings.filesystem().mounts());
        for (int i = 0; i < mounts.size(); i++) {
            checkMount(mounts.get(i), container.places().at("mounts[" + i + "]"));
        }
        checkId(settings.user().uid(), container.places().at("uid"));
        checkId(settings.user().gid(), container.places().at("gid"));
        List<Id> gids = orEmpty(settings.user().additionalGids());
        for (int i = 0; i < gids.size(); i++) {
            checkId(gids.get(i), container.places().at("additionalGids[" + i + "]"));
        }
    }

    private void checkBinds(@Nullable List<Bind> binds, String key, Container container) {
        List<Bind> list = orEmpty(binds);
        for (int i = 0; i < list.size(); i++) {
            Bind bind = list.get(i);
            List<String> options = orEmpty(bind.options());
            if (bind.namesVolume()) {
                checkVolume(
                        bind.source(), isReadonly(options), container.places().at(key + "[" + i + "]"));
            }
        }
    }

    private void checkMount(Mount mount, Place place) {
        if (mount.type().equals("bind") && !mount.source().startsWith("/")) {
            checkVolume(mount.source(), isReadonly(orEmpty(mount.options())), place);
        }
    }

    private static boolean isReadonly(List<String> options) {
        int ro = options.indexOf("ro");
        int rw = options.indexOf("rw");
        return ro >= 0 && (rw < 0 || ro < rw);
    }

    private void checkVolume(String name, boolean readonly, Place place) {
        Optional<Volume> volume = spec.volume(name);
        if (volume.isEmpty()) {
            List<String> names = spec.volumes().stream().map(Volume::name).toList();
            findings.add(
                    place,
                    "there is no volume '" + name + "'",
                    suggestion(name, names, "Add it to 'volumes', or write a path that begins with '/'"));
        } else if (volume.get().readonly() && !readonly) {
            findings.add(
                    place,
                    "the volume '" + name + "' is read-only",
                    "Add the option 'ro' here: the container must not write to it");
        }
    }

    private void checkId(@Nullable Id id, Place place) {
        if (id != null && spec.idOf(id).isEmpty()) {
            List<String> names = spec.containers().map(Container::name).toList();
            boolean quotedNumber = id.toString().matches("[0-9]+");
            findings.add(
                    place,
                    "there is no container '" + id + "' to take the number from",
                    quotedNumber
                            ? "Write the number without quotes"
                            : suggestion(
                                    id.toString(),
                                    names,
                                    "Write a number: user names of an image's /etc/passwd are not known here"));
        }
    }

    private static String suggestion(String word, List<String> known, String otherwise) {
        return Suggestion.of(word, known)
                .map(meant -> "Did you mean " + meant + "?")
                .orElse(otherwise);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
