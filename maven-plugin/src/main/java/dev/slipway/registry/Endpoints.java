package dev.slipway.registry;

import dev.slipway.oci.reference.RegistryHost;
import dev.slipway.problem.SafeText;
import dev.slipway.registry.http.settings.MalformedSetting;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Which servers are asked for a registry's images, and which of them may be spoken to in plain HTTP. */
final class Endpoints {
    private static final String HUB_SERVER = "registry-1.docker.io";

    private final RegistrySettings settings;
    private final Set<String> insecure;
    private final boolean plainEverywhere;

    Endpoints(RegistrySettings settings) {
        this(settings, false);
    }

    /** @param plainEverywhere for files whose digest is known and that are asked for without a secret */
    Endpoints(RegistrySettings settings, boolean plainEverywhere) {
        this.settings = settings;
        this.plainEverywhere = plainEverywhere;
        this.insecure =
                settings.insecure().stream().map(Endpoints::insecureHost).collect(Collectors.toUnmodifiableSet());
        for (Mirror mirror : settings.mirrors()) {
            requireAllowed(mirror.address(), "slipway.mirrors");
        }
    }

    private static String insecureHost(String written) {
        return RegistryHost.find(written)
                .orElseThrow(() -> new MalformedSetting(
                        "slipway.insecureRegistries",
                        "'" + written + "' is not a registry host",
                        "Write host or host:port, without http:// and without a path"));
    }

    /** Mirrors first, the registry itself last. */
    List<Endpoint> of(String written) {
        String host = RegistryHost.find(written).orElse(written);
        List<Endpoint> endpoints = new ArrayList<>();
        for (Mirror mirror : settings.mirrors()) {
            if (mirror.host().equals(host)) {
                endpoints.add(mirror(mirror.address()));
            }
        }
        requireOneSpelling(host);
        String scheme = mayBePlain(host) ? "http" : "https";
        String server = host.equals(RegistryHost.HUB) ? HUB_SERVER : host;
        endpoints.add(new Endpoint(host, URI.create(scheme + "://" + server), ""));
        return endpoints;
    }

    /** By plain HTTP, a host without a port is asked at port 80; it would have two names, and a policy may know one of them. */
    private void requireOneSpelling(String host) {
        String name = RegistryHost.withoutPort(host);
        if (host.equals(name + ":80") && insecure.contains(name)) {
            throw new MalformedSetting(
                    "registry " + host,
                    "is " + name + " too, which slipway.insecureRegistries lists: plain HTTP is at port 80",
                    "Write " + name + "/... in the YAML, or list " + host + " alone");
        }
    }

    private static Endpoint mirror(URI address) {
        String path = address.getPath() == null ? "" : address.getPath();
        String prefix = path.replaceAll("^/+|/+$", "");
        URI base = URI.create(address.getScheme() + "://" + SafeText.server(address));
        String server = SafeText.server(address);
        return new Endpoint(RegistryHost.find(server).orElse(server), base, prefix.isEmpty() ? "" : prefix + "/");
    }

    /**
     * Plain HTTP lets anybody on the way change what a tag means and read credentials, so it is for loopback and for hosts the user
     * has listed; a redirect or a token server is no exception.
     */
    boolean isAllowed(URI address) {
        return "https".equals(address.getScheme())
                || ("http".equals(address.getScheme()) && (plainEverywhere || mayBePlain(address)));
    }

    private void requireAllowed(URI address, String where) {
        if (!isAllowed(address)) {
            throw new MalformedSetting(
                    where,
                    "the address http://" + SafeText.server(address) + " is plain HTTP",
                    "Use https, or list the host: -Dslipway.insecureRegistries=" + SafeText.server(address));
        }
    }

    private boolean mayBePlain(URI address) {
        return RegistryHost.find(Objects.toString(address.getAuthority(), ""))
                .filter(this::mayBePlain)
                .isPresent();
    }

    /** @param host canonical; a listed name without a port stands for all its ports */
    private boolean mayBePlain(String host) {
        return RegistryHost.isLoopback(host)
                || insecure.contains(host)
                || insecure.contains(RegistryHost.withoutPort(host));
    }
}
