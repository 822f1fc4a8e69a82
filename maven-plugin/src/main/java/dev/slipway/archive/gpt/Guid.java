package dev.slipway.archive.gpt;

import dev.slipway.content.Digest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/** An identifier as UEFI stores it: the first three fields little-endian (UEFI 2.10, appendix A). */
public record Guid(UUID uuid) {
    /** An EFI system partition (UEFI 2.10, table 5-7). */
    public static final Guid EFI_SYSTEM = parse("C12A7328-F81F-11D2-BA4B-00A0C93EC93B");

    /** Data for a file system, nothing said about which. */
    public static final Guid BASIC_DATA = parse("EBD0A0A2-B9E5-4433-87C0-68B6B72699C7");

    /** GRUB's core for BIOS, where GPT leaves no gap for it. */
    public static final Guid BIOS_BOOT = parse("21686148-6449-6E6F-744E-656564454649");

    /** The root file system of a PC with 64 bits, and its hash tree (discoverable partitions specification). */
    public static final Guid ROOT_X86_64 = parse("4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709");

    public static final Guid ROOT_X86_64_VERITY = parse("2C7357ED-EBD2-46D9-AEC1-23D437EC2BF5");

    /** The same for arm64. */
    public static final Guid ROOT_ARM64 = parse("B921B045-1DF0-41C3-AF44-4C6F280D3FAE");

    public static final Guid ROOT_ARM64_VERITY = parse("DF3300CE-D69F-4C92-978C-9BFB0F38D820");

    /** The data of any machine (the same specification). */
    public static final Guid VAR = parse("4D21B016-B534-45C2-A9FB-5C16E091FD2D");

    private static final long VERSION_8 = 0x8000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    /** The usual text form, 8-4-4-4-12 hex digits. */
    public static Guid parse(String text) {
        return new Guid(UUID.fromString(text));
    }

    /**
     * An identifier derived from a content and a purpose: the start of a sha256 in the clothes of a version 8 UUID (RFC 9562,
     * 5.8).
     */
    public static Guid derived(Digest seed, String purpose) {
        Digest digest = Digest.of((seed + " " + purpose).getBytes(StandardCharsets.UTF_8));
        ByteBuffer hash = ByteBuffer.wrap(HexFormat.of().parseHex(digest.hex()));
        long high = hash.getLong() & ~0xf000L | VERSION_8;
        long low = hash.getLong() >>> 2 | VARIANT;
        return new Guid(new UUID(high, low));
    }

    /** An identifier of 32 hex digits, such as half of a hash, as systemd reads them. */
    public static Guid ofHex(String digits) {
        return parse(digits.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }

    /** Puts the 16 bytes into a buffer, which is little-endian afterwards. */
    public void putInto(ByteBuffer buffer) {
        long high = uuid.getMostSignificantBits();
        buffer.order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) (high >>> 32))
                .putShort((short) (high >>> 16))
                .putShort((short) high);
        buffer.order(ByteOrder.BIG_ENDIAN).putLong(uuid.getLeastSignificantBits());
        buffer.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The usual text form. */
    @Override
    public String toString() {
        return uuid.toString();
    }
}
