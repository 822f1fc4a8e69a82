package dev.slipway.archive.tar;

/**
 * A name as the two fields of a header hold it.
 *
 * @param prefix at most 155 bytes, empty if not needed
 * @param name at most 100 bytes
 * @param whole whether the fields say it all; if not, a pax record must
 */
record TarName(String prefix, String name, boolean whole) {
    private static final int NAME = 100;
    private static final int PREFIX = 155;

    static TarName of(String path) {
        String field = end(path);
        if (field.equals(path)) {
            return new TarName("", path, true);
        }
        // The slash between the fields is not written; one at the very end is part of a directory's name.
        int slash = path.lastIndexOf('/', Math.min(PREFIX, path.length() - 2));
        if (isAscii(path) && slash > 0 && path.length() - slash - 1 <= NAME) {
            return new TarName(path.substring(0, slash), path.substring(slash + 1), true);
        }
        return new TarName("", field, false);
    }

    /**
     * The end of a text, as far as a field holds it, another text if the field cannot say it all. The fields have no charset, so
     * what is not ASCII is left to the pax record.
     */
    static String end(String text) {
        String ascii = isAscii(text) ? text : text.replaceAll("[^\\x00-\\x7f]", "_");
        return ascii.substring(Math.max(0, ascii.length() - NAME));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
