package dev.slipway.mojo;

import dev.slipway.project.LinuxKitProject;
import dev.slipway.qemu.RunInQemu;
import dev.slipway.qemu.guest.Accelerator;
import dev.slipway.qemu.guest.GuestDisk;
import dev.slipway.qemu.guest.GuestFirmware;
import dev.slipway.qemu.guest.GuestNetwork;
import dev.slipway.qemu.guest.PublishedPort;
import dev.slipway.result.OutputNames;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Boots the built system in QEMU, with its console on the terminal, until the guest switches itself off; {@code Ctrl-A x} ends it
 * at once. QEMU ends with Maven. A guest makes the goal fail if it writes a status of 1 to 255, in decimal, to its virtio serial
 * port {@code dev.slipway.status} before it switches itself off.
 */
@Mojo(name = "run", threadSafe = true, requiresProject = false)
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
public final class RunMojo extends GoalMojo {
    /**
     * The LinuxKit YAML files. Without a POM the last one names the outputs.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.config", defaultValue = "${basedir}/linuxkit.yml", required = true)
    private List<File> config;

    /**
     * Platform of the image, {@code os/architecture[/variant]}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.platform", defaultValue = "linux/amd64", required = true)
    private String platform;

    /**
     * The platforms that were built, if there are several. {@code platform} selects one of them; if it is not in the list, the
     * first one is booted.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.platforms")
    private @Nullable List<String> platforms;

    /**
     * Folder of the outputs to boot.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.outputDirectory", defaultValue = "${project.build.directory}", required = true)
    private File outputDirectory;

    /**
     * Beginning of the names of the outputs to boot.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.finalName", defaultValue = "${project.build.finalName}")
    private String finalName;

    /**
     * Classifier of the outputs to boot.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.classifier")
    private @Nullable String classifier;

    /**
     * The ISO or disk to boot, or the common beginning of <code>{prefix}-kernel</code>, <code>{prefix}-initrd.img</code> and
     * <code>{prefix}.iso</code>. Default: the outputs of this project. If there are kernel and initrd, they are booted, otherwise
     * the ISO, otherwise a disk.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.image")
    private @Nullable File image;

    /**
     * Firmware that starts an ISO or a disk: {@code bios} or {@code efi}; on arm64 always {@code efi}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.firmware", defaultValue = "bios", required = true)
    private String firmware;

    /**
     * How QEMU runs the guest: {@code kvm} (Linux), {@code hvf} (macOS), {@code whpx} (Windows), {@code tcg} (emulation, which
     * works everywhere and is slow), or {@code auto}: the hypervisor of this system if a test shows that it works, otherwise
     * emulation. The test starts the guest's kernel without an initrd, which must reach its panic within 10 seconds. The result is
     * kept for this kernel and this QEMU until the host is booted again.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.accelerator", defaultValue = "auto", required = true)
    private String accelerator;

    /**
     * Ports of 127.0.0.1 that are forwarded to the guest, {@code host:guest[/tcp|udp]}, such as {@code 8080:80}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.publish")
    private @Nullable List<String> publish;

    /**
     * Static address of the guest, {@code address[/prefix]}, such as {@code 192.168.7.20/24}. QEMU then provides this network, and
     * published ports are forwarded to this address. By default they are forwarded to the address that QEMU's DHCP server assigns.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.guestAddress")
    private @Nullable String guestAddress;

    /**
     * The gateway in the configuration of a guest with a static address. Default: the second address of its network.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.gateway")
    private @Nullable String gateway;

    /**
     * Disks of the guest, {@code file[:size]}, for instance {@code data.img:2G}: {@code /dev/vda}, {@code /dev/vdb} and so on. A
     * relative path starts at the output folder. A missing file is created empty and needs no disk space until the guest writes.
     * An existing file keeps its size and content; it can be raw or qcow2.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.disk")
    private @Nullable List<String> disk;

    /**
     * Memory in MiB.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.memory", defaultValue = "1024", required = true)
    private int memory;

    /**
     * Number of processors. The default is one, as with {@code linuxkit run}: an emulated guest with several can hang during boot.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.cpus", defaultValue = "1", required = true)
    private int cpus;

    /**
     * The QEMU program. Default: {@code qemu-system-x86_64} or {@code qemu-system-aarch64} on the PATH, depending on the platform.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.qemu")
    private @Nullable String qemu;

    /**
     * Further arguments for QEMU, separated by spaces; quotes keep a word together.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.arguments")
    private @Nullable String arguments;

    /**
     * Folder of the store, which also has the results of accelerator tests and the state of running guests. Default:
     * {@code .slipway} in the local Maven repository.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.store")
    private @Nullable File store;

    @Override
    List<File> files() {
        return config;
    }

    @Override
    void run() throws IOException {
        Path state = store == null ? mavenEnvironment().defaultStore() : store.toPath();
        new RunInQemu(state, mavenLog()).run(request());
    }

    private RunInQemu.Request request() {
        List<Path> files = config.stream().map(File::toPath).toList();
        LinuxKitProject project = LinuxKitProject.of(files, null, platform)
                .withPlatforms(platforms())
                .forPlatform(platform);
        Path output = outputFolder(outputDirectory);
        OutputNames names =
                OutputNames.of(output, outputName(finalName, project.name())).withClassifier(classifier);
        Path own =
                output.resolve((listed(platforms).isEmpty() ? names : names.withPlatform(project.platform())).base());
        return new RunInQemu.Request(
                image != null ? image.toPath() : own,
                project.platform(),
                memory,
                cpus,
                GuestNetwork.of(
                        listed(publish).stream().map(PublishedPort::parse).toList(), guestAddress, gateway),
                listed(disk).stream().map(text -> GuestDisk.parse(text, output)).toList(),
                new RunInQemu.Qemu(qemu, Accelerator.parse(accelerator), GuestFirmware.parse(firmware), List.of())
                        .withArguments(arguments));
    }

    private List<String> platforms() {
        return listed(platforms).isEmpty() ? List.of(platform) : listed(platforms);
    }

    private static List<String> listed(@Nullable List<String> words) {
        return words == null ? List.of() : words;
    }
}
