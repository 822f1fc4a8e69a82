package dev.slipway.registry;

import dev.slipway.registry.http.ProxyWantsPassword;
import dev.slipway.registry.http.SlowBody;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;

/** No answer came, or never the whole of one. */
public final class RegistryUnreachable extends RegistryProblem {
    private static final long serialVersionUID = 1L;

    RegistryUnreachable(String image, String server, int attempts, String reason, Throwable cause) {
        super(
                Fault.ENVIRONMENT,
                image,
                server + " cannot be reached (" + (attempts == 1 ? "one attempt" : attempts + " attempts") + "): "
                        + reason,
                remedy(server, cause),
                cause);
    }

    private static String remedy(String server, Throwable cause) {
        if (cause instanceof ProxyWantsPassword) {
            // The JDK reads this switch once per JVM and offers no other way.
            return "Put user and password into the <proxy> in settings.xml. For https, allow Java to send them:\n"
                    + "MAVEN_OPTS=-Djdk.http.auth.tunneling.disabledSchemes=";
        }
        if (cause instanceof SSLException) {
            return "If its certificate comes from your own authority, tell Java:\n"
                    + "MAVEN_OPTS=\"-Djavax.net.ssl.trustStore=FILE.p12 -Djavax.net.ssl.trustStorePassword=...\"\n"
                    + "If it speaks plain HTTP: -Dslipway.insecureRegistries=" + server;
        }
        if (cause instanceof SlowBody || cause instanceof HttpTimeoutException) {
            return "Try again later; what was downloaded so far is kept. A slow server or connection needs more seconds:\n"
                    + "-Dslipway.timeout=300   Or use a mirror: -Dslipway.mirrors=REGISTRY=https://MIRROR";
        }
        return "Check the registry's name, the network, and <proxies> in settings.xml. Or use a mirror:\n"
                + "-Dslipway.mirrors=REGISTRY=https://MIRROR";
    }
}
