package dev.slipway.trust.crypto;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import org.jspecify.annotations.Nullable;

/** The curves that are spoken (SP 800-186 3.2.1), each with the hash function of its strength. */
enum Curve {
    P256("secp256r1", Hash.SHA256),
    P384("secp384r1", Hash.SHA384),
    P521("secp521r1", Hash.SHA512);

    private final ECParameterSpec spec;
    private final Hash hash;

    Curve(String name, Hash hash) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            this.spec = parameters.getParameterSpec(ECParameterSpec.class);
            this.hash = hash;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }

    /** Null if the parameters are those of none of these curves. */
    static @Nullable Curve of(ECParameterSpec other) {
        for (Curve curve : values()) {
            ECParameterSpec spec = curve.spec;
            if (spec.getCurve().equals(other.getCurve())
                    && spec.getGenerator().equals(other.getGenerator())
                    && spec.getOrder().equals(other.getOrder())
                    && spec.getCofactor() == other.getCofactor()) {
                return curve;
            }
        }
        return null;
    }

    Hash hash() {
        return hash;
    }
}
