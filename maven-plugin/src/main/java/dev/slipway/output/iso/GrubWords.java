package dev.slipway.output.iso;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the words which GRUB must be given so that it makes a command line out of them.
 *
 * <p>GRUB does not pass words on as they are (2.06, {@code lib/cmdline.c}): it puts a backslash before each {@code \}, {@code '} and
 * {@code "} of a word, double quotes around a word that has a blank, and one blank between words. So a command line passes if it
 * looks like GRUB's own work: quotes only around whole words with a blank in them, or with a backslash in front. That is taken
 * back here, character by character.
 */
final class GrubWords {
    private static final String ESCAPED = "\\'\"";

    private final KernelCommandLine commandLine;
    private final String text;
    private final List<String> words = new ArrayList<>();
    private int position;

    private GrubWords(KernelCommandLine commandLine) {
        this.commandLine = commandLine;
        this.text = commandLine.text();
    }

    /**
     * The words; an empty one where two blanks stand together.
     *
     * @throws InvalidKernelCommandLine if no words make this command line
     */
    static List<String> of(KernelCommandLine commandLine) {
        GrubWords words = new GrubWords(commandLine);
        if (!words.text.isEmpty()) {
            words.readAll();
        }
        return words.words;
    }

    private void readAll() {
        words.add(readWord());
        while (position < text.length()) {
            position++;
            words.add(readWord());
        }
    }

    private String readWord() {
        return position < text.length() && text.charAt(position) == '"' ? readQuoted() : readBare();
    }

    private String readBare() {
        StringBuilder word = new StringBuilder();
        while (position < text.length() && text.charAt(position) != ' ') {
            word.append(readCharacter());
        }
        return word.toString();
    }

    private String readQuoted() {
        int start = position;
        position++;
        StringBuilder word = new StringBuilder();
        while (position < text.length() && text.charAt(position) != '"') {
            word.append(readCharacter());
        }
        position++;
        boolean closed = position <= text.length();
        boolean whole = position >= text.length() || text.charAt(position) == ' ';
        if (!closed || !whole || word.indexOf(" ") < 0) {
            throw refused(start);
        }
        return word.toString();
    }

    private char readCharacter() {
        char c = text.charAt(position);
        if (c == '\\' && position + 1 < text.length() && ESCAPED.indexOf(text.charAt(position + 1)) >= 0) {
            position += 2;
            return text.charAt(position - 1);
        }
        if (ESCAPED.indexOf(c) >= 0) {
            throw refused(position);
        }
        position++;
        return c;
    }

    private InvalidKernelCommandLine refused(int index) {
        return InvalidKernelCommandLine.at(
                commandLine.where(),
                text,
                index,
                "GRUB, which starts the kernel under UEFI, does not pass it on unchanged",
                "GRUB passes double quotes around a whole parameter with a blank in it, so write \"name=a b\" and not"
                        + " name=\"a b\": the kernel reads both alike. Leave out other quotes and backslashes. A unified"
                        + " kernel image (format uki) passes them on, and so does an ISO that starts by BIOS only"
                        + " (-Dslipway.iso.firmware=bios).");
    }
}
