package dev.slipway.spec.metadata;

import java.util.Comparator;

/** The order of keys of a map in yaml.v2 ({@code sorter.go}): numbers by value, other signs before letters. */
enum GoYamlKeyOrder implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String one, String other) {
        int[] a = one.codePoints().toArray();
        int[] b = other.codePoints().toArray();
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            if (a[i] != b[i]) {
                return compareAt(a, b, i);
            }
        }
        return Integer.compare(a.length, b.length);
    }

    private static int compareAt(int[] a, int[] b, int i) {
        boolean aIsLetter = Character.isLetter(a[i]);
        boolean bIsLetter = Character.isLetter(b[i]);
        if (aIsLetter != bIsLetter) {
            return bIsLetter ? -1 : 1;
        }
        if (aIsLetter) {
            return Integer.compare(a[i], b[i]);
        }
        long prefix = (a[i] == '0' || b[i] == '0') && digitsBefore(a, i) ? 1 : 0;
        int order = Long.compare(number(a, i, prefix), number(b, i, prefix));
        if (order == 0) {
            order = Integer.compare(digitsEnd(a, i), digitsEnd(b, i));
        }
        return order == 0 ? Integer.compare(a[i], b[i]) : order;
    }

    /** Whether the digits just before have one that is not 0; then a 0 here counts. */
    private static boolean digitsBefore(int[] text, int end) {
        for (int i = end - 1; i >= 0 && Character.isDigit(text[i]); i--) {
            if (text[i] != '0') {
                return true;
            }
        }
        return false;
    }

    private static int digitsEnd(int[] text, int start) {
        int end = start;
        while (end < text.length && Character.isDigit(text[end])) {
            end++;
        }
        return end;
    }

    private static long number(int[] text, int start, long prefix) {
        long number = prefix;
        for (int i = start; i < digitsEnd(text, start); i++) {
            // Overflows as Go's int64 does.
            number = number * 10 + (text[i] - '0');
        }
        return number;
    }
}
