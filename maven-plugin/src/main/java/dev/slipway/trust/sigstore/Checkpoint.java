package dev.slipway.trust.sigstore;

import dev.slipway.trust.evidence.Reason;
import dev.slipway.trust.evidence.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log's signed word on its size and root (C2SP tlog-checkpoint in a C2SP signed-note).
 *
 * @param text what is signed, with its last newline
 * @param origin the log's name
 */
record Checkpoint(String text, String origin, long size, byte[] root, List<NoteSignature> signatures) {
    private static final String WHERE = "checkpoint";
    private static final Pattern SIGNATURE = Pattern.compile("\u2014 ([^ +\\n]+) ([A-Za-z0-9+/]+=*)");
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");
    private static final int MAX_CHARS = 1 << 16;
    private static final int MAX_SIGNATURES = 64;
    private static final int HINT = 4;

    /** One signature line. */
    record NoteSignature(String name, byte[] hint, byte[] signature) {}

    static Checkpoint parse(String note) {
        if (note.length() > MAX_CHARS) {
            throw malformed("is longer than " + MAX_CHARS + " characters");
        }
        // The last blank line separates text and signatures (signed-note, "Format").
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n") || note.indexOf('\r') >= 0) {
            throw malformed("is not a note with signatures");
        }
        String text = note.substring(0, blank + 1);
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || lines[0].isEmpty()) {
            throw malformed("lacks origin, size or root");
        }
        if (!SIZE.matcher(lines[1]).matches()) {
            throw malformed("has no size in its second line");
        }
        return new Checkpoint(text, lines[0], size(lines[1]), base64(lines[2]), signatures(note.substring(blank + 2)));
    }

    private static long size(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw malformed("has a size of more than 64 bits");
        }
    }

    private static List<NoteSignature> signatures(String block) {
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : block.split("\n")) {
            Matcher matcher = SIGNATURE.matcher(line);
            if (!matcher.matches() || signatures.size() == MAX_SIGNATURES) {
                throw malformed("has a broken signature line, or more than " + MAX_SIGNATURES);
            }
            byte[] bytes = base64(matcher.group(2));
            if (bytes.length <= HINT) {
                throw malformed("has a signature without key hint");
            }
            signatures.add(new NoteSignature(
                    matcher.group(1), Arrays.copyOf(bytes, HINT), Arrays.copyOfRange(bytes, HINT, bytes.length)));
        }
        return signatures;
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw malformed("has a line that is not Base64");
        }
    }

    /**
     * Lines of other names or hints are of witnesses and other keys, and say nothing here (signed-note, "Signatures").
     *
     * @throws Rejected unless this log signed, for just the tree of this proof
     */
    void verify(LogKey log, InclusionProof proof) {
        String name = log.origin();
        // Rekor v1 adds the identifier of the shard to the origin.
        if (!origin.equals(name) && !origin.startsWith(name + " - ")) {
            throw new Rejected(
                    Reason.LOG_PROOF_INVALID, WHERE, "is of the log '" + origin + "', not of '" + name + "'");
        }
        List<NoteSignature> ours = signatures.stream()
                .filter(line -> line.name().equals(name) && log.hasHint(line.hint()))
                .toList();
        if (ours.isEmpty()) {
            throw new Rejected(Reason.LOG_PROOF_INVALID, WHERE, "is not signed by the log '" + name + "'");
        }
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        if (!ours.stream().allMatch(line -> log.verifies(message, line.signature()))) {
            throw new Rejected(
                    Reason.LOG_PROOF_INVALID, WHERE, "has a signature that the log '" + name + "' did not make");
        }
        if (size != proof.size() || !Arrays.equals(root, proof.root())) {
            throw new Rejected(Reason.LOG_PROOF_INVALID, WHERE, "is for another tree than the inclusion proof");
        }
    }

    private static Rejected malformed(String what) {
        return new Rejected(Reason.LOG_PROOF_INVALID, WHERE, what);
    }
}
