package dev.slipway.compose;

import dev.slipway.problem.Place;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.container.Container;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the YAML names what an entry's origin is: {@code init[0]}, {@code services[2]}. */
final class OriginPlaces {
    private OriginPlaces() {}

    /** By {@link dev.slipway.tree.Origin#location}. */
    static Map<String, Place> of(LinuxKit spec) {
        Map<String, Place> places = new HashMap<>();
        for (int i = 0; i < spec.init().size(); i++) {
            places.put("init[" + i + "]", spec.init().get(i).place());
        }
        for (int i = 0; i < spec.volumes().size(); i++) {
            places.put("volume[" + i + "]", spec.volumes().get(i).places().whole());
        }
        for (int i = 0; i < spec.files().size(); i++) {
            places.put("files[" + i + "]", spec.files().get(i).places().whole());
        }
        put(places, "onboot", spec.onboot());
        put(places, "onshutdown", spec.onshutdown());
        put(places, "services", spec.services());
        return places;
    }

    private static void put(Map<String, Place> places, String section, List<Container> containers) {
        for (int i = 0; i < containers.size(); i++) {
            places.put(section + "[" + i + "]", containers.get(i).image().place());
        }
    }
}
