package dev.slipway.oci.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * An IPv6 address (RFC 4291, 2.2).
 *
 * @param groups eight numbers of 16 bits
 */
record Ipv6Address(List<Integer> groups) {
    private static final int GROUPS = 8;

    /** The longest spelling: six groups of four digits and an IPv4 address. */
    private static final int MAX_LENGTH = 45;

    Ipv6Address {
        groups = List.copyOf(groups);
    }

    /** Empty if this is no address; one with a zone is none, for it means something on one machine alone. */
    static Optional<Ipv6Address> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text).filter(all -> all.size() == GROUPS).map(Ipv6Address::new);
        }
        Optional<List<Integer>> before = groups(text.substring(0, gap));
        Optional<List<Integer>> after = groups(text.substring(gap + 2));
        if (before.isEmpty()
                || after.isEmpty()
                || before.get().size() + after.get().size() >= GROUPS) {
            return Optional.empty();
        }
        List<Integer> all = new ArrayList<>(before.get());
        while (all.size() + after.get().size() < GROUPS) {
            all.add(0);
        }
        all.addAll(after.get());
        return Optional.of(new Ipv6Address(all));
    }

    private static Optional<List<Integer>> groups(String text) {
        List<Integer> groups = new ArrayList<>();
        String[] parts = text.isEmpty() ? new String[0] : text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (last && parts[i].indexOf('.') >= 0) {
                String[] bytes = parts[i].split("\\.", -1);
                OptionalInt high = bytes.length == 4 ? pair(bytes[0], bytes[1]) : OptionalInt.empty();
                OptionalInt low = bytes.length == 4 ? pair(bytes[2], bytes[3]) : OptionalInt.empty();
                if (high.isEmpty() || low.isEmpty()) {
                    return Optional.empty();
                }
                groups.add(high.getAsInt());
                groups.add(low.getAsInt());
                continue;
            }
            OptionalInt group = number(parts[i], 16, 4);
            if (group.isEmpty()) {
                return Optional.empty();
            }
            groups.add(group.getAsInt());
        }
        return Optional.of(groups);
    }

    private static OptionalInt pair(String high, String low) {
        OptionalInt first = number(high, 10, 3);
        OptionalInt second = number(low, 10, 3);
        return first.isEmpty() || second.isEmpty() || first.getAsInt() > 255 || second.getAsInt() > 255
                ? OptionalInt.empty()
                : OptionalInt.of(first.getAsInt() << 8 | second.getAsInt());
    }

    private static OptionalInt number(String text, int radix, int maxDigits) {
        boolean digits = !text.isEmpty()
                && text.length() <= maxDigits
                && text.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0);
        return digits ? OptionalInt.of(Integer.parseInt(text, radix)) : OptionalInt.empty();
    }

    /** The text of a host: RFC 5952 in brackets, and plain IPv4 for an address that is one (RFC 4291, 2.5.5.2). */
    String host() {
        boolean mapped = groups.subList(0, 5).stream().allMatch(group -> group == 0) && groups.get(5) == 0xFFFF;
        if (mapped) {
            int high = groups.get(6);
            int low = groups.get(7);
            return (high >> 8) + "." + (high & 0xFF) + "." + (low >> 8) + "." + (low & 0xFF);
        }
        return "[" + compressed() + "]";
    }

    /** RFC 5952, 4.2: the first of the longest runs of two zeros or more becomes two colons. */
    private String compressed() {
        int start = 0;
        int length = 0;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups.get(end) == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        return length < 2
                ? joined(groups)
                : joined(groups.subList(0, start)) + "::" + joined(groups.subList(start + length, GROUPS));
    }

    private static String joined(List<Integer> groups) {
        return groups.stream().map(Integer::toHexString).collect(Collectors.joining(":"));
    }
}
