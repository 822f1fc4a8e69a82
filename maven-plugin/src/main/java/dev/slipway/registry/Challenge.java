package dev.slipway.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server wants to know before it answers (RFC 9110 11.6.1, {@code WWW-Authenticate}).
 *
 * @param scheme lower case: {@code bearer}, {@code basic}
 * @param parameters by lower-case name
 */
record Challenge(String scheme, SortedMap<String, String> parameters) {
    // A scheme is a token that no '=' follows; a parameter is name=value with the value quoted or not.
    private static final Pattern PART = Pattern.compile("\\G[\\s,]*(?<name>[A-Za-z0-9!#$%&'*+.^_`|~-]+)"
            + "(?:\\s*=\\s*(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*)\"|(?<plain>[^\\s,\"]*)))?");

    /** Every challenge of every header line; what cannot be read is left out. */
    static List<Challenge> parse(List<String> headers) {
        List<Challenge> challenges = new ArrayList<>();
        for (String header : headers) {
            Matcher part = PART.matcher(header);
            while (part.find()) {
                String name = part.group("name").toLowerCase(Locale.ROOT);
                String quoted = part.group("quoted");
                String value = quoted != null ? quoted.replaceAll("\\\\(.)", "$1") : part.group("plain");
                if (value == null) {
                    challenges.add(new Challenge(name, new TreeMap<>()));
                } else if (!challenges.isEmpty()) {
                    challenges.get(challenges.size() - 1).parameters.put(name, value);
                }
            }
        }
        return challenges;
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
