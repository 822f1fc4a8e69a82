package dev.slipway.archive.iso9660;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** SL, a symbolic link's target (RRIP 1.09, 4.1.3): component records, in as many fields as they need. */
final class SymbolicLink {
    private static final int CONTINUES = 0x01;
    private static final int CURRENT = 0x02;
    private static final int PARENT = 0x04;
    private static final int ROOT = 0x08;
    private static final int FIELD_HEAD = 5;
    private static final int COMPONENT_HEAD = 2;
    private static final int MAX_FIELD_BYTES = 255 - FIELD_HEAD;

    private final List<byte[]> fields = new ArrayList<>();
    private final ByteArrayOutputStream components = new ByteArrayOutputStream();

    private SymbolicLink() {}

    /** The fields for a target; doubled slashes and one at the end, which mean nothing, are not kept. */
    static List<byte[]> fields(String target) {
        SymbolicLink link = new SymbolicLink();
        if (target.startsWith("/")) {
            link.add(ROOT, new byte[0]);
        }
        for (String segment : target.split("/", -1)) {
            if (segment.equals(".")) {
                link.add(CURRENT, new byte[0]);
            } else if (segment.equals("..")) {
                link.add(PARENT, new byte[0]);
            } else if (!segment.isEmpty()) {
                link.addName(segment.getBytes(StandardCharsets.UTF_8));
            }
        }
        link.flush(0);
        return link.fields;
    }

    private void addName(byte[] name) {
        int done = 0;
        while (done < name.length) {
            if (components.size() + COMPONENT_HEAD >= MAX_FIELD_BYTES) {
                flush(CONTINUES);
            }
            int part = Math.min(name.length - done, MAX_FIELD_BYTES - components.size() - COMPONENT_HEAD);
            boolean more = done + part < name.length;
            components.write(more ? CONTINUES : 0);
            components.write(part);
            components.write(name, done, part);
            done += part;
        }
    }

    private void add(int flags, byte[] name) {
        if (components.size() + COMPONENT_HEAD + name.length > MAX_FIELD_BYTES) {
            flush(CONTINUES);
        }
        components.write(flags);
        components.write(name.length);
        components.writeBytes(name);
    }

    private void flush(int flags) {
        byte[] bytes = components.toByteArray();
        components.reset();
        fields.add(SystemUse.field("SL", FIELD_HEAD + bytes.length)
                .put((byte) flags)
                .put(bytes)
                .array());
    }
}
