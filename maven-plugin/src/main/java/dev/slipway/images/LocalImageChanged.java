package dev.slipway.images;

import dev.slipway.content.Digest;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ShellWord;

/** An image in a file or artifact is not the one that was locked. */
public final class LocalImageChanged extends Problem {
    private static final long serialVersionUID = 1L;

    LocalImageChanged(String reference, Digest locked, Digest now) {
        super(
                Fault.USER,
                reference,
                "the image is " + now + ", but " + locked + " is locked",
                "If it was changed on purpose, run: mvn slipway:resolve -Dslipway.update=" + ShellWord.of(reference)
                        + "\nThen commit the lock.");
    }
}
