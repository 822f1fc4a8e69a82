package dev.slipway.registry;

/** The server answered, but neither with what was asked for nor with a reason that could be ours. */
public final class RegistryFailed extends RegistryProblem {
    private static final long serialVersionUID = 1L;

    RegistryFailed(String image, String server, int attempts, String response, Throwable cause) {
        super(
                Fault.ENVIRONMENT,
                image,
                server + " does not answer as a registry should ("
                        + (attempts == 1 ? "one attempt" : attempts + " attempts") + "): " + response,
                "Try again later; what was downloaded so far is kept. If it happens again, contact the administrator of "
                        + server + ".",
                cause);
    }
}
