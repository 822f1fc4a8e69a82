package dev.slipway.output.format;

import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.iso9660.Iso9660Writer;
import dev.slipway.archive.iso9660.IsoVolume;
import dev.slipway.archive.iso9660.VolumeId;
import java.io.IOException;
import java.util.List;

/**
 * The root file system as an ISO 9660 volume, for a kernel that mounts it from a CD. Nothing starts from it.
 *
 * @param volumeId the volume's name
 */
public record RootIso(VolumeId volumeId) implements OutputFormat {
    private static final OutputKind FILE = new OutputKind("root-iso", "-root.iso", "iso", "root");

    static RootIso of(FormatSettings settings) {
        return new RootIso(new VolumeId(settings.iso().volumeId()));
    }

    @Override
    public List<OutputKind> kinds() {
        return List.of(FILE);
    }

    @Override
    public boolean unpacksRoot() {
        return false;
    }

    @Override
    public OutputPlan plan(BootableSystem system) throws IOException {
        BlockImage volume = new Iso9660Writer(IsoVolume.of(volumeId, system.timestamp(), system.root()))
                .plan()
                .image();
        return OutputPlan.of(FILE, volume);
    }
}
