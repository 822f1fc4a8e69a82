package dev.slipway.registry.http.header;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The header {@code Link} (RFC 8288 3): links in one line or in several, each with parameters. */
public final class LinkHeader {
    private LinkHeader() {}

    /** The target of the first link with a relation such as {@code next}, as it stands there: often relative. */
    public static Optional<String> target(List<String> headers, String relation) {
        for (String header : HeaderText.bounded(headers)) {
            HeaderText text = new HeaderText(header);
            text.skip(" \t,");
            while (text.skipOne('<')) {
                String target = text.until('>').strip();
                if (hasRelation(text, relation)) {
                    return Optional.of(target);
                }
                text.skip(" \t,");
            }
        }
        return Optional.empty();
    }

    /** Reads the parameters of one link to their end. The first {@code rel} counts; it may name several relations (RFC 8288 3.3). */
    private static boolean hasRelation(HeaderText text, String relation) {
        String relations = null;
        text.skip(" \t");
        while (text.skipOne(';')) {
            text.skip(" \t;");
            String name = text.token().toLowerCase(Locale.ROOT);
            String value = text.skipEquals() ? text.value() : "";
            if (name.equals("rel") && relations == null) {
                relations = value;
            }
            text.skip(" \t");
        }
        return relations != null
                && Arrays.asList(relations.toLowerCase(Locale.ROOT).split("[ \t]+", -1))
                        .contains(relation);
    }
}
