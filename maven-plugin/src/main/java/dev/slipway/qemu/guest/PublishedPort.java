package dev.slipway.qemu.guest;

import dev.slipway.problem.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port of this machine that leads into a guest.
 *
 * @param host port of 127.0.0.1
 * @param guest port of the guest
 * @param protocol {@code tcp} or {@code udp}
 */
public record PublishedPort(int host, int guest, String protocol) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5}):(\\d{1,5})(?:/(tcp|udp))?");
    private static final int LAST = 65535;

    /** @throws Malformed if the text is not {@code host:guest[/tcp|udp]} */
    public static PublishedPort parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw malformed(text);
        }
        int host = Integer.parseInt(matcher.group(1));
        int guest = Integer.parseInt(matcher.group(2));
        if (host < 1 || host > LAST || guest < 1 || guest > LAST) {
            throw malformed(text);
        }
        return new PublishedPort(host, guest, matcher.group(3) == null ? "tcp" : matcher.group(3));
    }

    /**
     * As QEMU's user network writes it; from this host only.
     *
     * @param address of the guest; empty for the one that QEMU's DHCP server gives out first
     */
    String forward(String address) {
        return protocol + ":127.0.0.1:" + host + "-" + address + ":" + guest;
    }

    private static Problem malformed(String text) {
        return Problem.user(
                "slipway.run.publish '" + text + "'",
                "this does not name a port here and one in the guest",
                "Write for instance 8080:80, or 5353:53/udp; several are separated by commas.");
    }
}
