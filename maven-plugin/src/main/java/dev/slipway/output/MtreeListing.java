package dev.slipway.output;

import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

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
                + String.format(
                        Locale.ROOT,
                        " mode=%04o uid=%d gid=%d time=%d.0",
                        attributes.mode(),
                        attributes.uid(),
                        attributes.gid(),
                        attributes.mtime())
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
                escaped.append(String.format(Locale.ROOT, "\\%03o", b & 0xff));
            }
        }
        return escaped.toString();
    }
}
