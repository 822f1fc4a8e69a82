package dev.slipway.signing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of a PEM file (RFC 7468); text around them is ignored. */
record PemFile(List<Block> blocks) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----[ \\t]*\\r?\\n([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

    /** A block, decoded. */
    record Block(String label, byte[] bytes) {}

    static PemFile parse(byte[] file) {
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(new String(file, StandardCharsets.ISO_8859_1));
        while (block.find()) {
            decode(block.group(2)).ifPresent(bytes -> blocks.add(new Block(block.group(1), bytes)));
        }
        return new PemFile(blocks);
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The first block of some labels. */
    Optional<byte[]> first(String... labels) {
        return blocks.stream()
                .filter(block -> Arrays.asList(labels).contains(block.label()))
                .map(Block::bytes)
                .findFirst();
    }

    /** All blocks of a label. */
    List<byte[]> all(String label) {
        return blocks.stream()
                .filter(block -> block.label().equals(label))
                .map(Block::bytes)
                .toList();
    }
}
