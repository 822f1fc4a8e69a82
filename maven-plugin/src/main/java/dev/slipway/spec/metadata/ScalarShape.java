package dev.slipway.spec.metadata;

/**
 * Which styles a text allows outside of flow collections ({@code yaml_emitter_analyze_scalar} of yaml.v2).
 *
 * @param plainAllowed without quotes
 * @param blockAllowed as a literal block
 */
record ScalarShape(boolean plainAllowed, boolean singleQuotedAllowed, boolean blockAllowed) {
    private static final String FIRST_INDICATORS = "#,[]{}&*!|>'\"%@`";

    static ScalarShape of(int[] text) {
        if (text.length == 0) {
            return new ScalarShape(true, true, false);
        }
        int last = text.length - 1;
        boolean special = false;
        boolean lineBreaks = false;
        boolean breakSpace = false;
        boolean spaceBreak = false;
        for (int i = 0; i <= last; i++) {
            special |= !isPrintable(text[i]);
            lineBreaks |= isBreak(text[i]);
            breakSpace |= i > 0 && text[i] == ' ' && isBreak(text[i - 1]);
            spaceBreak |= i > 0 && isBreak(text[i]) && text[i - 1] == ' ';
        }
        boolean edges = text[0] == ' ' || isBreak(text[0]) || text[last] == ' ' || isBreak(text[last]);
        boolean odd = special || spaceBreak;
        return new ScalarShape(
                !edges && !lineBreaks && !odd && !hasIndicators(text), !breakSpace && !odd, text[last] != ' ' && !odd);
    }

    private static boolean hasIndicators(int[] text) {
        if (text.length >= 3 && text[0] == text[1] && text[1] == text[2] && (text[0] == '-' || text[0] == '.')) {
            return true;
        }
        boolean blankAfterFirst = text.length == 1 || isBlank(text[1]);
        if (FIRST_INDICATORS.indexOf(text[0]) >= 0 || ("?:-".indexOf(text[0]) >= 0 && blankAfterFirst)) {
            return true;
        }
        for (int i = 1; i < text.length; i++) {
            boolean colon = text[i] == ':' && (i == text.length - 1 || isBlank(text[i + 1]));
            boolean comment = text[i] == '#' && (isBlank(text[i - 1]) || isBreak(text[i - 1]));
            if (colon || comment) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    static boolean isBreak(int c) {
        return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    /** As in yaml.v2: neither a tab nor what lies beyond the basic plane is printable. */
    static boolean isPrintable(int c) {
        return c == '\n'
                || (c >= 0x20 && c <= 0x7E)
                || (c >= 0xA0 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF);
    }
}
