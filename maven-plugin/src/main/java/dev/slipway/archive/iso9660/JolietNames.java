package dev.slipway.archive.iso9660;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of the Joliet tree: up to 64 UCS-2 characters (Joliet specification, "Allowed Characters" and "Maximum Length"). */
final class JolietNames implements Names {
    private static final int LENGTH = 64;
    private static final int EXTENSION_LENGTH = 16;
    private static final Pattern TAIL = Pattern.compile("[. ]+$");
    private static final String FORBIDDEN = "*/:;?\\";

    @Override
    public String file(String name, Set<String> taken) {
        String mapped = mapped(name);
        int dot = mapped.lastIndexOf('.');
        boolean hasExtension = dot > 0 && mapped.length() - dot <= EXTENSION_LENGTH;
        String extension = hasExtension ? mapped.substring(dot) : "";
        String base = hasExtension ? mapped.substring(0, dot) : mapped;
        int room = LENGTH - extension.length();
        return free(taken, suffix -> Names.cut(base, room - suffix.length()) + suffix + extension);
    }

    @Override
    public String directory(String name, Set<String> taken) {
        String mapped = mapped(name);
        return free(taken, suffix -> Names.cut(mapped, LENGTH - suffix.length()) + suffix);
    }

    /** Windows, and Linux with Joliet, do not mind case and do not see dots and blanks at the end. */
    @Override
    public String key(String name) {
        return TAIL.matcher(name).replaceAll("").toUpperCase(Locale.ROOT);
    }

    // UCS-2 has nothing beyond the basic multilingual plane.
    private static String mapped(String name) {
        StringBuilder mapped = new StringBuilder();
        name.codePoints()
                .forEach(c -> mapped.append(c < 0x20 || c > 0xffff || FORBIDDEN.indexOf(c) >= 0 ? '_' : (char) c));
        return mapped.toString();
    }

    @Override
    public byte[] fileIdentifier(String name) {
        return (name + ";1").getBytes(StandardCharsets.UTF_16BE);
    }

    @Override
    public byte[] directoryIdentifier(String name) {
        return name.getBytes(StandardCharsets.UTF_16BE);
    }

    @Override
    public Comparator<String> order() {
        return Comparator.naturalOrder();
    }
}
