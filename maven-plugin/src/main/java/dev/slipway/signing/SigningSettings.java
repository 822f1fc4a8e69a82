package dev.slipway.signing;

import dev.slipway.archive.pe.ImageSigning;
import dev.slipway.environment.BuildEnvironment.Login;
import dev.slipway.environment.BuildEnvironment.Logins;
import dev.slipway.environment.InvalidSetting;
import dev.slipway.project.ProjectFile;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a project wants its unified kernel images signed.
 *
 * @param key a file with the key, PEM or PKCS#12, or a {@code pkcs11:} URI; null if no key is at hand
 * @param certificate a file with the key's certificate in PEM, where the key brings none
 * @param keyServer id of the server entry of the settings whose password opens the key; null if it is open
 * @param signature a file with a signature that was made elsewhere; null to sign here, or not at all
 */
public record SigningSettings(
        @Nullable String key, @Nullable Path certificate, @Nullable String keyServer, @Nullable Path signature) {
    static final String KEY = "slipway.uki.key";
    static final String CERTIFICATE = "slipway.uki.certificate";
    static final String KEY_SERVER = "slipway.uki.keyServer";
    static final String SIGNATURE = "slipway.uki.signature";

    /**
     * Reads the key or the signature, if there is one.
     *
     * @param base folder that a relative path of the key starts from
     * @throws dev.slipway.problem.Problem if they cannot be read, or do not fit together
     */
    public ImageSigning read(Path base, Logins logins) {
        if (signature != null) {
            if (key != null) {
                throw new InvalidSetting(
                        SIGNATURE, "it is set beside " + KEY, "Set the one or the other: sign here, or attach.");
            }
            byte[] message = ProjectFile.start(signature, DetachedSignature.MOST_BYTES + 1);
            return new DetachedSignature(SIGNATURE + " " + signature, message);
        }
        if (key == null) {
            if (certificate != null) {
                throw new InvalidSetting(
                        CERTIFICATE,
                        "there is no key for it",
                        "Set " + KEY + "; or leave it out, sign the hash elsewhere, and set " + SIGNATURE + ".");
            }
            return ImageSigning.NONE;
        }
        Secret secret = secret(logins);
        if (key.startsWith(Pkcs11Key.SCHEME)) {
            return new KeySigning(Pkcs11Key.open(key, secret));
        }
        return new KeySigning(new KeyFile(base.resolve(key), certificate, secret).read());
    }

    private Secret secret(Logins logins) {
        if (keyServer == null) {
            return Secret.NONE;
        }
        Optional<Login> login = logins.find(keyServer);
        return new Secret(login.orElseThrow(() -> new InvalidSetting(
                        KEY_SERVER,
                        "there is no server '" + keyServer + "' with a password in settings.xml",
                        "Add <server><id>" + keyServer + "</id><password>...</password></server>."))
                .password());
    }
}
