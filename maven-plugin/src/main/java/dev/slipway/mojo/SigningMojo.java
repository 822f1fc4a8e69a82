package dev.slipway.mojo;

import dev.slipway.archive.pe.ImageSigning;
import dev.slipway.signing.SigningSettings;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The part of the form of every goal that may sign what it makes. */
abstract class SigningMojo extends BootMojo {
    /**
     * Private key that signs unified kernel images for Secure Boot: a file in PEM or PKCS#12, or a key on a token as
     * {@code pkcs11:object=NAME?module-path=LIBRARY}. Without it they are not signed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.uki.key")
    private @Nullable String ukiKey;

    /**
     * File with the certificate of {@code slipway.uki.key} in PEM, followed by those above it. A PKCS#12 file and a token have it
     * themselves.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.uki.certificate")
    private @Nullable File ukiCertificate;

    /**
     * Id of a server entry in {@code settings.xml}. Its password opens {@code slipway.uki.key}: the password of the file, or the PIN of
     * the token.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.uki.keyServer")
    private @Nullable String ukiKeyServer;

    /**
     * File with a signature that was made elsewhere, of the image that a build without a key wrote: a PKCS#7 message, DER or PEM. It is
     * attached if it signs these bytes.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.uki.signature")
    private @Nullable File ukiSignature;

    private @Nullable ImageSigning signing;

    /** A token is asked for its PIN once. */
    @Override
    final ImageSigning signing() {
        ImageSigning known = signing;
        if (known == null) {
            Path folder = baseFolder();
            known = new SigningSettings(ukiKey, path(ukiCertificate), ukiKeyServer, path(ukiSignature))
                    .read(folder == null ? Path.of("") : folder, environment().logins());
            signing = known;
        }
        return known;
    }

    private static @Nullable Path path(@Nullable File file) {
        return file == null ? null : file.toPath();
    }
}
