package dev.slipway.trust.crypto;

import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Textual encodings of keys and certificates (RFC 7468). */
public final class Pem {
    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN ([A-Z0-9 ]{1,40})-----[ \\t]*\\r?\\n([A-Za-z0-9+/=\\s]*)-----END \\1-----", Pattern.DOTALL);
    private static final int MAX_CHARS = 1 << 20;

    private Pem() {}

    /** The content of all blocks with this label; text around them is ignored (RFC 7468 5.2). */
    public static List<byte[]> all(String pem, String label, String where) {
        if (pem.length() > MAX_CHARS) {
            throw new Rejected(Reason.TOO_LARGE, where, "is longer than " + MAX_CHARS + " characters");
        }
        List<byte[]> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(pem);
        while (matcher.find()) {
            if (matcher.group(1).equals(label)) {
                blocks.add(decode(matcher.group(2), where));
            }
        }
        return blocks;
    }

    /** The one block with this label. */
    public static byte[] one(String pem, String label, String where) {
        List<byte[]> blocks = all(pem, label, where);
        if (blocks.size() != 1) {
            throw new Rejected(
                    Reason.MALFORMED, where, "has " + blocks.size() + " PEM blocks '" + label + "' where one belongs");
        }
        return blocks.get(0);
    }

    private static byte[] decode(String base64, String where) {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new Rejected(Reason.MALFORMED, where, "has a PEM block that is not Base64", e);
        }
    }
}
