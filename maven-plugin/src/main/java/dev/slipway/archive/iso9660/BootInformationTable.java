package dev.slipway.archive.iso9660;

import dev.slipway.archive.image.Piece;
import dev.slipway.content.Content;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What isolinux must know of the disc it is started from, at bytes 8 to 63 of its file (mkisofs manual page, "EL TORITO BOOT
 * INFORMATION TABLE"): the primary volume descriptor's block, the file's block, its length, and a sum over the rest.
 */
record BootInformationTable(Content content, long descriptorBlock, long fileBlock) {
    private static final int START = 8;
    private static final int END = 64;

    /** The content with the table in it; the content is read once, now, for the sum. */
    Piece patched() throws IOException {
        int sum = sum();
        return Piece.of(content.size(), () -> patched(sum));
    }

    private InputStream patched(int sum) throws IOException {
        InputStream in = content.open();
        ByteBuffer head = ByteBuffer.wrap(in.readNBytes(END)).order(ByteOrder.LITTLE_ENDIAN);
        head.put(START, new byte[END - START]);
        head.putInt(START, (int) descriptorBlock).putInt(START + 4, (int) fileBlock);
        head.putInt(START + 8, (int) content.size()).putInt(START + 12, sum);
        return new SequenceInputStream(new ByteArrayInputStream(head.array()), in);
    }

    /** The sum of all 32-bit little-endian words from byte 64 on; zeros fill up the last. */
    private int sum() throws IOException {
        int sum = 0;
        int shift = 0;
        try (InputStream in = new BufferedInputStream(content.open())) {
            in.skipNBytes(END);
            for (int b = in.read(); b >= 0; b = in.read()) {
                sum += b << shift;
                shift = (shift + 8) % Integer.SIZE;
            }
        }
        return sum;
    }
}
