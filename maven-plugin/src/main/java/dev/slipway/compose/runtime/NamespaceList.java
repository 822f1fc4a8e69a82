package dev.slipway.compose.runtime;

import dev.slipway.spec.container.ContainerSettings.Namespaces;
import dev.slipway.spec.metadata.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces of a container (OCI runtime-spec, "Namespaces") in LinuxKit's order. Network, IPC, UTS and user are the host's
 * unless something is said, PID is a new one; mount always is.
 */
final class NamespaceList {
    private static final String HOST = "host";
    private static final String NEW = "new";

    private final List<Fields> namespaces = new ArrayList<>();

    private NamespaceList() {}

    static List<Fields> of(Namespaces settings) {
        NamespaceList list = new NamespaceList();
        list.add("network", settings.net(), HOST);
        list.add("ipc", settings.ipc(), HOST);
        list.add("uts", settings.uts(), HOST);
        list.add("pid", settings.pid(), NEW);
        list.add("user", settings.userns(), HOST);
        list.add("mount", NEW, NEW);
        return List.copyOf(list.namespaces);
    }

    private void add(String type, @Nullable String setting, String byDefault) {
        String kind = setting == null || setting.isEmpty() ? byDefault : setting;
        switch (kind) {
            case HOST, "root" -> {}
            // LinuxKit takes "none" for a path, except for net; a container could not start that way.
            case NEW, "none" -> namespaces.add(new Fields().put("type", type));
            default -> namespaces.add(new Fields().put("type", type).put("path", kind));
        }
    }
}
