package dev.slipway.output;

import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes what a tree holds as text, one entry a line, in the form of mtree(5): for review, comparison and other tools. */
public final class MtreeListing {
    private MtreeListing() {}

    /** Writes the listing; the sink stays open. The tag of an entry is the section of the YAML file that put it there. */
    public static void write(FileTree tree, OutputStream sink) throws IOException {
        sink.write("#mtree v2.0\n".getBytes(StandardCharsets.US_ASCII));
        for (Entry entry : tree.entries()) {
            sink.write((line(entry) + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String line(Entry entry) {
        Attributes attributes = entry.attributes();
        String tag = entry.origin().location();
        return "./" + escape(entry.path())
                + kind(entry.node())
                + " mode=" + octal(attributes.mode(), 4)
                + " uid=" + attributes.uid() + " gid=" + attributes.gid() + " time=" + attributes.mtime() + ".0"
                + (tag.isEmpty() ? "" : " tags=" + escape(tag));
    }

    private static String kind(Node node) {
        if (node instanceof Node.RegularFile file) {
            return " type=file size=" + file.content().size() + " sha256digest="
                    + file.content().digest().hex();
        }
        if (node instanceof Node.Symlink link) {
            return " type=link link=" + escape(link.target());
        }
        if (node instanceof Node.Device device) {
            String type = device.kind() == Node.Device.Kind.CHARACTER ? "char" : "block";
            return " type=" + type + " device=linux," + device.major() + "," + device.minor();
        }
        return node instanceof Node.Directory ? " type=dir" : " type=fifo";
    }

    /** Octal escapes for everything that is not a plain printable character (mtree(5), vis(3) VIS_OCTAL). */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7f && b != '\\' && b != '#' && b != '=') {
                escaped.append((char) b);
            } else {
                escaped.append('\\').append(octal(b & 0xff, 3));
            }
        }
        return escaped.toString();
    }

    private static String octal(int number, int digits) {
        String octal = Integer.toOctalString(number);
        return "0".repeat(Math.max(0, digits - octal.length())) + octal;
    }
}
