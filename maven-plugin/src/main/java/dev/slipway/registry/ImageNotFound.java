package dev.slipway.registry;

/** The registry knows no such repository, tag or digest. */
public final class ImageNotFound extends RegistryProblem {
    private static final long serialVersionUID = 1L;

    ImageNotFound(String image, String server, String item, String response) {
        super(
                Fault.USER,
                image,
                server + " has no " + item + " of this image (" + response + ")",
                "Check the spelling of name and tag. If it was there once, choose another tag, and move the lock to it:\n"
                        + "mvn slipway:resolve -Dslipway.update=" + image,
                null);
    }
}
