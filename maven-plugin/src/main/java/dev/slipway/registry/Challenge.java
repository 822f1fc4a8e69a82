package dev.slipway.registry;

import dev.slipway.registry.http.header.HeaderText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a server wants to know before it answers (RFC 9110 11.6.1, {@code WWW-Authenticate}).
 *
 * @param scheme lower case: {@code bearer}, {@code basic}
 * @param parameters by lower-case name
 */
record Challenge(String scheme, SortedMap<String, String> parameters) {
    /** Every challenge of every header line; what cannot be read is left out. */
    static List<Challenge> parse(List<String> headers) {
        List<Challenge> challenges = new ArrayList<>();
        for (String header : HeaderText.bounded(headers)) {
            read(new HeaderText(header), challenges);
        }
        return challenges;
    }

    /** A scheme is a token that no '=' follows; a parameter is name=value with the value quoted or not. */
    private static void read(HeaderText text, List<Challenge> challenges) {
        text.skip(" \t,");
        while (!text.isAtEnd()) {
            String name = text.token().toLowerCase(Locale.ROOT);
            if (name.isEmpty()) {
                return;
            }
            if (!text.skipEquals()) {
                challenges.add(new Challenge(name, new TreeMap<>()));
            } else {
                String value = text.value();
                if (!challenges.isEmpty()) {
                    challenges.get(challenges.size() - 1).parameters.put(name, value);
                }
            }
            text.skip(" \t,");
        }
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
