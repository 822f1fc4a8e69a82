package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class DiskMojoTest implements RealMaven {
    private final MavenFixture maven;

    DiskMojoTest(@TempDir Path folder) throws Exception {
        maven = new MavenFixture(folder, "disk").withSystem().withBootLoader();
    }

    @Override
    public MavenFixture maven() {
        return maven;
    }

    @Test
    void byDefaultItIsOneQcow2(
            @InjectMojo(goal = "resolve") ResolveMojo resolve, @InjectMojo(goal = "disk") DiskMojo disk)
            throws Exception {
        maven.run(resolve);
        maven.run(disk);
        assertThat(maven.attached()).containsExactly("qcow2 appliance-1.0.qcow2");
    }

    @Test
    @MojoParameter(name = "diskFormats", value = "qcow2-efi,dynamic-vhd,qcow2,ova")
    @MojoParameter(name = "diskSize", value = "64M")
    void namesOfLinuxKitAreUnderstoodAndEachFormatIsBuiltOnce(
            @InjectMojo(goal = "resolve") ResolveMojo resolve, @InjectMojo(goal = "disk") DiskMojo disk)
            throws Exception {
        maven.run(resolve);
        maven.run(disk);
        assertThat(maven.attached())
                .containsExactly(
                        "qcow2 appliance-1.0.qcow2", "vhd:dynamic appliance-1.0-dynamic.vhd", "ova appliance-1.0.ova");
    }

    @Test
    void resolvePinsTheBootLoaderForIt(
            @InjectMojo(goal = "resolve") ResolveMojo resolve,
            @InjectMojo(goal = "disk") @MojoParameter(name = "frozen", value = "true") DiskMojo disk)
            throws Exception {
        maven.project.setPackaging("jar");
        maven.session.getRequest().setGoals(List.of("slipway:resolve", "slipway:disk"));
        maven.run(resolve);
        maven.run(disk);
        assertThat(maven.attached()).containsExactly("qcow2 appliance-1.0.qcow2");
    }

    @Test
    void refusesWhatNoDiskIs(
            @InjectMojo(goal = "disk") @MojoParameter(name = "diskFormats", value = "tar") DiskMojo tar,
            @InjectMojo(goal = "disk") @MojoParameter(name = "diskSectorSize", value = "1024") DiskMojo sectors,
            @InjectMojo(goal = "disk") @MojoParameter(name = "diskSize", value = "much") DiskMojo size,
            @InjectMojo(goal = "disk") @MojoParameter(name = "diskData", value = "4M") DiskMojo data,
            @InjectMojo(goal = "disk") @MojoParameter(name = "diskRoot", value = "ext4") DiskMojo root)
            throws Exception {
        assertThatThrownBy(() -> maven.run(tar))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("slipway.disk.formats: 'tar' is not a format of a disk")
                .hasMessageContaining("raw, raw-bios, raw-efi, qcow2");
        assertThatThrownBy(() -> maven.run(sectors)).hasMessageContaining("a sector has 512 or 4096 bytes, not 1024");
        assertThatThrownBy(() -> maven.run(size)).hasMessageContaining("slipway.disk.size: 'much' is not a size");
        assertThatThrownBy(() -> maven.run(data))
                .hasMessageContaining("slipway.disk.data '4M': a partition for data has at least 64 MiB");
        assertThatThrownBy(() -> maven.run(root)).hasMessageContaining("'ext4' is not a root of a disk");
    }

    @Test
    @MojoParameter(name = "diskFormats", value = "vmdk")
    void refusesWhatAFormatCannotHold(
            @InjectMojo(goal = "resolve") ResolveMojo resolve,
            @InjectMojo(goal = "disk") @MojoParameter(name = "diskSize", value = "4096G") DiskMojo large,
            @InjectMojo(goal = "disk") @MojoParameter(name = "diskSectorSize", value = "4096") DiskMojo sectors)
            throws Exception {
        maven.run(resolve);
        assertThatThrownBy(() -> maven.run(large))
                .hasMessageContaining("the disk would have 4.4 TB, and the format vmdk ends at 2.2 TB")
                .hasMessageContaining("write the format raw");
        assertThatThrownBy(() -> maven.run(sectors))
                .hasMessageContaining("the format vmdk is for disks with sectors of 512 bytes");
    }
}
