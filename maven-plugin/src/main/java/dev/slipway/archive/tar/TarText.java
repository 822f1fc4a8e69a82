package dev.slipway.archive.tar;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Texts of one archive. Names are UTF-8 or refused: a replacement character would silently name another file.
 *
 * @param archive named in failures
 */
record TarText(String archive) {
    String decode(byte[] bytes, int from, int to) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("a name is not UTF-8: '" + escaped(bytes, from, to) + "'");
        }
        if (text.indexOf('\0') >= 0) {
            throw malformed("a name has a NUL byte in it: '" + escaped(bytes, from, to) + "'");
        }
        return text;
    }

    MalformedTar malformed(String what) {
        return new MalformedTar(archive, what);
    }

    private static String escaped(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            int b = bytes[i] & 0xff;
            if (b >= 0x20 && b < 0x7f) {
                text.append((char) b);
            } else {
                text.append("\\x").append(Character.forDigit(b >> 4, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
        return text.toString();
    }
}
