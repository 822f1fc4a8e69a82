package dev.slipway.mojo;

import dev.slipway.build.GuestFirmware;
import dev.slipway.build.LinuxKitProject;
import dev.slipway.build.OutputNames;
import dev.slipway.build.PublishedPort;
import dev.slipway.build.RunInQemu;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Boots what was built in QEMU, with its console on the terminal, until the guest switches itself off. A guest that has something to
 * tell by its end writes a status of 1 to 255, in decimal, to its virtio serial port {@code dev.slipway.status} first; the goal then
 * fails and says so.
 */
@Mojo(name = "run", threadSafe = true, requiresProject = false)
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
public final class RunMojo extends LinuxKitMojo {
    /**
     * Folder of what was built.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.outputDirectory", defaultValue = "${project.build.directory}", required = true)
    private File outputDirectory;

    /**
     * First part of the names of what was built.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.finalName", defaultValue = "${project.build.finalName}")
    private String finalName;

    /**
     * Classifier of what was built.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.classifier")
    private @Nullable String classifier;

    /**
     * An ISO, or what stands before {@code -kernel} and {@code -initrd.img}; by default the latter of this project.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.image")
    private @Nullable File image;

    /**
     * What starts an ISO: {@code bios} or {@code efi}; on arm64 always the latter.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.firmware", defaultValue = "bios", required = true)
    private String firmware;

    /**
     * Ports of 127.0.0.1 that lead into the guest, {@code host:guest[/tcp|udp]}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.publish")
    private @Nullable List<String> publish;

    /**
     * Memory in MiB.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.memory", defaultValue = "1024", required = true)
    private int memory;

    /**
     * Number of processors; one, as with {@code linuxkit run}, because an emulated machine of several may come to stand at boot.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.cpus", defaultValue = "1", required = true)
    private int cpus;

    /**
     * The QEMU to run. By default {@code qemu-system-x86_64} or {@code qemu-system-aarch64} on the PATH, as the platform says.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.qemu")
    private @Nullable String qemu;

    private OutputNames names(LinuxKitProject project) {
        OutputNames names = OutputNames.of(outputDirectory.toPath(), outputName(finalName, project.name()))
                .withClassifier(classifier);
        return hasPlatforms() ? names.withPlatformOf(project) : names;
    }

    @Override
    void run() throws IOException {
        LinuxKitProject project = linuxKit().forPlatform(platform());
        Path target = image != null
                ? image.toPath()
                : outputDirectory.toPath().resolve(names(project).base());
        List<PublishedPort> ports = publish == null
                ? List.of()
                : publish.stream().map(PublishedPort::parse).toList();
        new RunInQemu(machine().log())
                .run(new RunInQemu.Request(
                        target, project.platform(), memory, cpus, ports, GuestFirmware.parse(firmware), qemu));
    }
}
