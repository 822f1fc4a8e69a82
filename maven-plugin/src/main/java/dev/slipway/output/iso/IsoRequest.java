package dev.slipway.output.iso;

import dev.slipway.archive.iso9660.VolumeId;
import dev.slipway.content.Content;
import dev.slipway.content.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What an image is made of; nothing else is in it.
 *
 * @param volumeId the ISO 9660 volume's name
 * @param timestamp of every file, in seconds since 1970-01-01T00:00:00Z
 * @param firmware what starts it
 * @param bootLoader where the boot loaders come from
 * @param kernel a Linux kernel; signed, if Secure Boot shall start it
 * @param initrd its initial RAM disk, in parts that follow one another
 * @param commandLine its command line
 */
public record IsoRequest(
        VolumeId volumeId,
        long timestamp,
        Firmware firmware,
        BootLoader bootLoader,
        Content kernel,
        List<Content> initrd,
        KernelCommandLine commandLine) {
    public IsoRequest {
        initrd = List.copyOf(initrd);
    }

    /** A name for exactly this image, from which all its identifiers are derived. */
    Digest id() {
        StringBuilder text = new StringBuilder("slipway iso 1\n");
        text.append(volumeId)
                .append('\n')
                .append(timestamp)
                .append('\n')
                .append(firmware)
                .append('\n');
        text.append(bootLoader.id()).append('\n').append(kernel.digest()).append('\n');
        initrd.forEach(part -> text.append(part.digest()).append('\n'));
        text.append(commandLine.text());
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
