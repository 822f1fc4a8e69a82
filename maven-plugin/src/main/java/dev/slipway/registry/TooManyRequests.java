package dev.slipway.registry;

/** The registry's rate limit is reached, and waiting for it takes longer than a build should. */
public final class TooManyRequests extends RegistryProblem {
    private static final long serialVersionUID = 1L;

    TooManyRequests(String image, String server, int attempts, String response, Throwable cause) {
        super(
                Fault.ENVIRONMENT,
                image,
                server + " limits the number of requests (" + (attempts == 1 ? "one attempt" : attempts + " attempts")
                        + "): " + response,
                "Wait; what was downloaded so far is kept. Registries allow more requests to users who log in: add a <server> to settings.xml whose\n"
                        + "id is the registry's host. Or use a mirror: -Dslipway.mirrors=REGISTRY=https://MIRROR",
                cause);
    }
}
