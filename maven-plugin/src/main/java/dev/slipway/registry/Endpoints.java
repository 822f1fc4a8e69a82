package dev.slipway.registry;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which servers are asked for a registry's images, and which of them may be spoken to in plain HTTP. */
final class Endpoints {
    private static final String HUB = "docker.io";
    private static final String HUB_SERVER = "registry-1.docker.io";
    private static final Set<String> HUB_NAMES = Set.of(HUB, "index.docker.io", HUB_SERVER);

    private final RegistrySettings settings;
    private final boolean plainEverywhere;

    Endpoints(RegistrySettings settings) {
        this(settings, false);
    }

    /** @param plainEverywhere for files whose digest is known and that are asked for without a secret */
    Endpoints(RegistrySettings settings, boolean plainEverywhere) {
        this.settings = settings;
        this.plainEverywhere = plainEverywhere;
        for (Mirror mirror : settings.mirrors()) {
            requireAllowed(mirror.address(), "slipway.mirrors");
        }
    }

    /** Mirrors first, the registry itself last. */
    List<Endpoint> of(String host) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Mirror mirror : settings.mirrors()) {
            if (sameRegistry(mirror.host(), host)) {
                endpoints.add(mirror(mirror.address()));
            }
        }
        String server = HUB_NAMES.contains(host) ? HUB_SERVER : host;
        String scheme = mayBePlain(server) ? "http" : "https";
        endpoints.add(new Endpoint(HUB_NAMES.contains(host) ? HUB : host, URI.create(scheme + "://" + server), ""));
        return endpoints;
    }

    /** The names under which people keep the credentials of a host: with its port, without it, and every name of Docker Hub. */
    static List<String> credentialNames(String host) {
        List<String> names = new ArrayList<>();
        names.add(host);
        String name = withoutPort(host);
        if (!name.equals(host)) {
            names.add(name);
        }
        if (host.equals(HUB)) {
            names.add(HUB_SERVER);
            names.add("index.docker.io");
        }
        return names;
    }

    private static String withoutPort(String authority) {
        return authority.replaceFirst(":[0-9]+$", "");
    }

    private static Endpoint mirror(URI address) {
        String path = address.getPath() == null ? "" : address.getPath();
        String prefix = path.replaceAll("^/+|/+$", "");
        URI base = URI.create(address.getScheme() + "://" + address.getAuthority());
        return new Endpoint(address.getAuthority(), base, prefix.isEmpty() ? "" : prefix + "/");
    }

    private static boolean sameRegistry(String one, String other) {
        return one.equals(other) || (HUB_NAMES.contains(one) && HUB_NAMES.contains(other));
    }

    /**
     * Plain HTTP lets anybody on the way change what a tag means and read credentials, so it is for loopback and for hosts the user
     * has listed; a redirect or a token server is no exception.
     */
    boolean isAllowed(URI address) {
        return "https".equals(address.getScheme())
                || ("http".equals(address.getScheme()) && (plainEverywhere || mayBePlain(address.getAuthority())));
    }

    private void requireAllowed(URI address, String where) {
        if (!isAllowed(address)) {
            throw new MalformedSetting(
                    where,
                    "the address http://" + address.getAuthority() + " is plain HTTP",
                    "Use https, or list the host: -Dslipway.insecureRegistries=" + address.getAuthority());
        }
    }

    private boolean mayBePlain(String authority) {
        String name = withoutPort(authority);
        boolean loopback = name.equals("localhost") || name.equals("[::1]") || name.matches("127(\\.[0-9]{1,3}){3}");
        return loopback
                || settings.insecure().contains(authority)
                || settings.insecure().contains(name);
    }
}
