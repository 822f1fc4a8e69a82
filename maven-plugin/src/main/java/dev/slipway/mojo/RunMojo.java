package dev.slipway.mojo;

import dev.slipway.project.LinuxKitProject;
import dev.slipway.qemu.Accelerator;
import dev.slipway.qemu.GuestDisk;
import dev.slipway.qemu.GuestFirmware;
import dev.slipway.qemu.GuestNetwork;
import dev.slipway.qemu.PublishedPort;
import dev.slipway.qemu.RunInQemu;
import dev.slipway.result.OutputNames;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Boots what was built in QEMU, with its console on the terminal, until the guest switches itself off; {@code Ctrl-A x} ends it at once. QEMU
 * ends with Maven. A guest can make the goal fail: it writes a status of 1 to 255, in decimal, to its virtio serial port
 * {@code dev.slipway.status} before it switches itself off.
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
     * The platforms that were built, if there are several: {@code platform} says which of them is booted, the first if it is none of them.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.platforms")
    private @Nullable List<String> platforms;

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
     * The ISO to boot, or the common beginning of <code>{prefix}-kernel</code>, <code>{prefix}-initrd.img</code> and
     * <code>{prefix}.iso</code>. By default this project's. An ISO is taken where there is no kernel with an initrd.
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
     * What executes the guest: {@code kvm} (Linux), {@code hvf} (macOS), {@code whpx} (Windows), {@code tcg} (emulation, which works
     * everywhere and is slow), or {@code auto}: this system's hypervisor if it is proven to work, otherwise emulation. The proof is that
     * the guest's own kernel, started without an initrd, reaches its panic within 10 seconds. The answer is remembered for this kernel,
     * this QEMU, and until the host is booted again.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.accelerator", defaultValue = "auto", required = true)
    private String accelerator;

    /**
     * Ports of 127.0.0.1 that lead into the guest, {@code host:guest[/tcp|udp]}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.publish")
    private @Nullable List<String> publish;

    /**
     * Address of a guest that does not ask DHCP for one, {@code address[/prefix]}, for instance {@code 192.168.7.20/24}. The network is
     * then that of the address, and published ports lead to it. By default ports lead to the address that QEMU's DHCP server gives out.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.guestAddress")
    private @Nullable String guestAddress;

    /**
     * The gateway that a guest with a static address is configured for. By default the second address of its network.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.run.gateway")
    private @Nullable String gateway;

    /**
     * Disks of the guest, {@code file[:size]}, for instance {@code data.img:2G}: {@code /dev/vda}, {@code /dev/vdb} and so on. A relative
     * file lies in the output folder. A file that is not there is made, empty, and takes no room until the guest writes; one that is
     * there keeps its size and content, and may be raw or qcow2.
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
     * The QEMU to run. By default {@code qemu-system-x86_64} or {@code qemu-system-aarch64} on the PATH, as the platform says.
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
     * Folder of the store, which also keeps what is known of accelerators and of guests that run. By default it lies in the local Maven
     * repository.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.store")
    private @Nullable File store;

    @Override
    boolean hasNothingHere() {
        return config.stream().allMatch(this::isOfAnotherModule);
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
        Path output = outputDirectory.toPath();
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
