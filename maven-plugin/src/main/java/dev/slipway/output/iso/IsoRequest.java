package dev.slipway.output.iso;

import dev.slipway.archive.iso9660.VolumeId;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import java.nio.charset.StandardCharsets;

/**
 * What an image is made of; nothing else is in it.
 *
 * @param volumeId the ISO 9660 volume's name
 * @param timestamp of every file, in seconds since 1970-01-01T00:00:00Z
 * @param firmware what starts it
 * @param bootLoader where the boot loaders come from
 * @param kernel a Linux kernel; signed, if Secure Boot shall start it
 * @param initrd its initial RAM disk
 * @param commandLine its command line
 */
public record IsoRequest(
        VolumeId volumeId,
        long timestamp,
        Firmware firmware,
        BootLoader bootLoader,
        Content kernel,
        Content initrd,
        KernelCommandLine commandLine) {

    /** A name for exactly this image, from which all its identifiers are derived. */
    Digest id() {
        StringBuilder text = new StringBuilder("slipway iso 1\n");
        text.append(volumeId)
                .append('\n')
                .append(timestamp)
                .append('\n')
                .append(firmware)
                .append('\n');
        text.append(bootLoader.id())
                .append('\n')
                .append(kernel.digest())
                .append('\n')
                .append(initrd.digest())
                .append('\n');
        text.append(commandLine.bytes());
        return Digest.of(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
