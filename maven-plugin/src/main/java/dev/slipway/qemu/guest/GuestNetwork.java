package dev.slipway.qemu.guest;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * QEMU's user network, which needs no rights on the host, and what leads into it.
 *
 * @param publish ports of this host
 * @param address of a guest that does not ask DHCP for one
 */
public record GuestNetwork(List<PublishedPort> publish, Optional<Static> address) {
    public GuestNetwork {
        publish = List.copyOf(publish);
    }

    /**
     * A static address.
     *
     * @param guest what the guest calls itself
     * @param prefix length of the network's part
     * @param gateway QEMU's address in that network
     */
    record Static(int guest, int prefix, int gateway) {
        int network() {
            return guest & mask();
        }

        int mask() {
            return -1 << (Integer.SIZE - prefix);
        }
    }

    private static final int USUAL_PREFIX = 24;
    private static final int MIN_PREFIX_LENGTH = 8;
    /** QEMU's own addresses go up to the fifteenth. */
    private static final int MAX_PREFIX_LENGTH = 27;

    private static final int OCTETS = 4;

    /**
     * Reads the settings.
     *
     * @param guest {@code address[/prefix]}, or null for a guest that asks DHCP
     * @param gateway address of the gateway, or null for the second of the network, which is QEMU's default
     */
    public static GuestNetwork of(List<PublishedPort> publish, @Nullable String guest, @Nullable String gateway) {
        if (guest == null) {
            if (gateway != null) {
                throw RunSetting.invalid(
                        "gateway",
                        gateway,
                        "only a guest with a static address needs one",
                        "Name the guest's address, too: -Dslipway.run.guestAddress=192.168.7.20/24");
            }
            return new GuestNetwork(publish, Optional.empty());
        }
        return new GuestNetwork(publish, Optional.of(address(guest.strip(), gateway)));
    }

    private static Static address(String text, @Nullable String gateway) {
        int slash = text.indexOf('/');
        int prefix = slash < 0 ? USUAL_PREFIX : prefix(text, text.substring(slash + 1));
        int guest = ipv4("guestAddress", slash < 0 ? text : text.substring(0, slash));
        int network = guest & new Static(guest, prefix, 0).mask();
        Static address = new Static(guest, prefix, gateway == null ? network + 2 : ipv4("gateway", gateway.strip()));
        if (guest == address.gateway() || (address.gateway() & address.mask()) != network) {
            throw RunSetting.invalid(
                    "guestAddress",
                    text,
                    "the gateway " + text(address.gateway()) + " has to be another address of the same network",
                    "Name the gateway that the guest is configured for: -Dslipway.run.gateway=" + text(network + 1));
        }
        return address;
    }

    private static int prefix(String text, String digits) {
        int prefix = digits.matches("[0-9]{1,2}") ? Integer.parseInt(digits) : 0;
        if (prefix < MIN_PREFIX_LENGTH || prefix > MAX_PREFIX_LENGTH) {
            throw RunSetting.invalid(
                    "guestAddress",
                    text,
                    "the length of the network has to be " + MIN_PREFIX_LENGTH + " to " + MAX_PREFIX_LENGTH,
                    "Write for instance 192.168.7.20/24.");
        }
        return prefix;
    }

    private static int ipv4(String setting, String text) {
        String[] octets = text.split("\\.", -1);
        int address = 0;
        for (String octet : octets) {
            int value = octet.matches("0|[1-9][0-9]{0,2}") ? Integer.parseInt(octet) : -1;
            if (octets.length != OCTETS || value < 0 || value > 0xff) {
                throw RunSetting.invalid(setting, text, "this is not an IPv4 address", "Write for instance 10.0.2.50.");
            }
            address = address << Byte.SIZE | value;
        }
        return address;
    }

    private static String text(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 0xff) + "." + (address >>> 8 & 0xff) + "." + (address & 0xff);
    }

    /** The options of QEMU. */
    public List<String> arguments() {
        StringBuilder network = new StringBuilder("user,id=net0");
        address.ifPresent(place -> network.append(",net=")
                .append(text(place.network()))
                .append('/')
                .append(place.prefix())
                .append(",host=")
                .append(text(place.gateway()))
                .append(",dns=")
                .append(text(nameServer(place))));
        String guest = address.map(place -> text(place.guest())).orElse("");
        publish.forEach(port -> network.append(",hostfwd=").append(port.forward(guest)));
        return List.of("-netdev", network.toString(), "-device", "virtio-net-pci,netdev=net0");
    }

    /** The third address, as everywhere in QEMU, if nobody else has it. */
    private static int nameServer(Static place) {
        return IntStream.of(3, 4, 5)
                .map(number -> place.network() + number)
                .filter(address -> address != place.guest() && address != place.gateway())
                .findFirst()
                .orElseThrow();
    }
}
