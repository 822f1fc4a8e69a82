package dev.slipway.compose.program;

import dev.slipway.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the kernel would say to a file if it were to run it, as its first bytes tell. */
public final class Program {
    /** As much of a script's first line as Linux looks at (include/uapi/linux/binfmts.h, BINPRM_BUF_SIZE). */
    private static final int HEAD = 256;

    private static final int ELF = 0x7f454c46;
    private static final int DATA = 5;
    private static final int BIG_ENDIAN = 2;
    private static final int MACHINE = 18;

    /** ELF's e_machine (the gABI's list) by the architecture's name in OCI images. */
    private static final Map<String, Integer> MACHINES = Map.ofEntries(
            Map.entry("386", 3),
            Map.entry("amd64", 62),
            Map.entry("arm", 40),
            Map.entry("arm64", 183),
            Map.entry("loong64", 258),
            Map.entry("mips64le", 8),
            Map.entry("ppc64le", 21),
            Map.entry("riscv64", 243),
            Map.entry("s390x", 22));

    private Program() {}

    /**
     * Why a file cannot run; empty if nothing speaks against it.
     *
     * @param architecture as OCI images name it
     */
    public static Optional<String> complaint(Content file, String architecture) {
        byte[] head = head(file);
        Optional<String> ofScript = scriptComplaint(head);
        if (ofScript.isPresent()) {
            return ofScript;
        }
        boolean isElf = head.length >= MACHINE + 2 && ByteBuffer.wrap(head).getInt() == ELF;
        return isElf ? elfComplaint(head, architecture) : Optional.empty();
    }

    /** The same for a file of no certain architecture: only a script is looked at. */
    public static Optional<String> scriptComplaint(Content file) {
        return scriptComplaint(head(file));
    }

    /** The interpreter that a script names, and the one argument that it may have; empty if the file is no script. */
    static List<String> interpreter(Content file) {
        String head = new String(head(file), StandardCharsets.ISO_8859_1);
        if (!head.startsWith("#!")) {
            return List.of();
        }
        String line = head.substring(2, head.indexOf('\n') < 0 ? head.length() : head.indexOf('\n'));
        String words = line.strip();
        return words.isEmpty() ? List.of() : List.of(words.split("[ \\t]+", 2));
    }

    private static Optional<String> scriptComplaint(byte[] head) {
        boolean script = head.length >= 2 && head[0] == '#' && head[1] == '!';
        for (int i = 2; script && i < head.length && head[i] != '\n'; i++) {
            if (head[i] == '\r' && i + 1 < head.length && head[i + 1] == '\n') {
                return Optional.of(
                        "a script with Windows' line ends (CRLF): the kernel looks for an interpreter whose name"
                                + " ends with a carriage return. Save it with LF");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> elfComplaint(byte[] head, String architecture) {
        ByteBuffer header =
                ByteBuffer.wrap(head).order(head[DATA] == BIG_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int machine = Short.toUnsignedInt(header.getShort(MACHINE));
        Integer wanted = MACHINES.get(architecture);
        // A 64-bit x86 kernel runs 32-bit programs as well.
        if (wanted == null || machine == wanted || (architecture.equals("amd64") && machine == 3)) {
            return Optional.empty();
        }
        String name = MACHINES.entrySet().stream()
                .filter(entry -> entry.getValue() == machine)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("ELF machine " + machine);
        return Optional.of("a program for " + name + ", and the image is for " + architecture);
    }

    private static byte[] head(Content file) {
        try (InputStream in = file.open()) {
            return in.readNBytes(HEAD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
