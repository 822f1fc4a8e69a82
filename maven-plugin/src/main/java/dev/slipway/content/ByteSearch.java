package dev.slipway.content;

/** Finds bytes in bytes. */
public final class ByteSearch {
    private ByteSearch() {}

    /**
     * Where some bytes stand first.
     *
     * @param from at which to begin, 0 or more
     * @return -1 if they are nowhere
     */
    public static int indexOf(byte[] bytes, byte[] wanted, int from) {
        for (int i = from; i + wanted.length <= bytes.length; i++) {
            int matched = 0;
            while (matched < wanted.length && bytes[i + matched] == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return i;
            }
        }
        return -1;
    }
}
