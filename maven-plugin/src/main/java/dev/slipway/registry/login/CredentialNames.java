package dev.slipway.registry.login;

import dev.slipway.oci.reference.RegistryHost;
import java.util.ArrayList;
import java.util.List;

/**
 * The names under which people keep the credentials of a repository. A name may be a host or a part of the path below it
 * (containers-auth.json(5)); the longest one that covers the repository counts.
 */
public final class CredentialNames {
    private CredentialNames() {}

    /**
     * Longest first: {@code host/team/tool}, {@code host/team}, {@code host}.
     *
     * @param host canonical
     */
    public static List<String> of(String host, String repository) {
        List<String> names = new ArrayList<>();
        String name = host + "/" + repository;
        while (name.length() > host.length()) {
            names.add(name);
            name = name.substring(0, name.lastIndexOf('/'));
        }
        names.add(host);
        return names;
    }

    /**
     * The same as ids of servers in settings.xml, where a host without its port or with the default one, and the addresses of Docker Hub
     * are common too.
     *
     * @param host canonical
     */
    public static List<String> ofServer(String host, String repository) {
        List<String> names = of(host, repository);
        String name = RegistryHost.withoutPort(host);
        names.add(name.equals(host) ? host + (RegistryHost.isLoopback(host) ? ":80" : ":443") : name);
        if (host.equals(RegistryHost.HUB)) {
            names.addAll(List.of("registry-1.docker.io", "index.docker.io"));
        }
        return names;
    }

    /** The one spelling of a name: of an address with a scheme the host counts alone, of a namespace its path too. */
    public static String canonical(String written) {
        String name = written.strip();
        boolean address = name.startsWith("http://") || name.startsWith("https://");
        String rest = address ? name.substring(name.indexOf("://") + "://".length()) : name;
        int slash = rest.indexOf('/');
        String host = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 || address ? "" : rest.substring(slash);
        return RegistryHost.find(host).orElse(host) + path;
    }
}
