package dev.slipway.qemu.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Command lines as people write and read them. */
public final class ShellWords {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final Pattern QUOTES = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern WORD = Pattern.compile("\\s*+(?:[^\\s'\"]++|'[^']*+'|\"[^\"]*+\")++");

    private ShellWords() {}

    /** One line that a POSIX shell reads as these words. */
    public static String line(List<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** The words of a line, in which single and double quotes keep a word together. */
    public static List<String> split(String setting, String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        int end = 0;
        while (word.find() && word.start() == end) {
            end = word.end();
            words.add(QUOTES.matcher(word.group().strip())
                    .replaceAll(quotes -> Matcher.quoteReplacement(
                            quotes.group().substring(1, quotes.group().length() - 1))));
        }
        if (end < line.stripTrailing().length()) {
            throw RunSetting.invalid(setting, line, "a quote is not closed", "Close it, or leave it out.");
        }
        return words;
    }
}
