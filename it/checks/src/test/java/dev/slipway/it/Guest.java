package dev.slipway.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A machine that QEMU emulates; its words are read from the serial console. */
final class Guest implements AutoCloseable {
    /** A PC, with whatever processor features QEMU knows. */
    private static final List<String> PC = List.of("qemu-system-x86_64", "-accel", "tcg,thread=multi", "-cpu", "max");

    /** QEMU's own board for arm64, with a processor that is emulated quickly. */
    private static final List<String> ARM64 =
            List.of("qemu-system-aarch64", "-accel", "tcg,thread=multi", "-machine", "virt", "-cpu", "cortex-a57");

    private final Process qemu;
    private final Path monitor;
    private final StringBuffer console = new StringBuffer();
    private final Thread reader;
    private final long started = System.nanoTime();
    private final int httpPort;
    private final int servicePort;
    private final int sshPort;

    private Guest(List<String> machine, List<String> boot) throws IOException {
        List<Integer> ports = freePorts(3);
        httpPort = ports.get(0);
        servicePort = ports.get(1);
        sshPort = ports.get(2);
        monitor = Files.createTempDirectory("guest").resolve("qmp");
        List<String> words = new ArrayList<>(machine);
        words.addAll(List.of(
                "-smp",
                "1",
                "-m",
                "2048",
                "-display",
                "none",
                "-serial",
                "stdio",
                "-no-reboot",
                "-object",
                "rng-random,id=rng0,filename=/dev/urandom",
                "-device",
                "virtio-rng-pci,rng=rng0",
                "-netdev",
                "user,id=net0,hostfwd=tcp:127.0.0.1:" + httpPort + "-:80,hostfwd=tcp:127.0.0.1:" + servicePort
                        + "-:8080,hostfwd=tcp:127.0.0.1:" + sshPort + "-:22",
                "-device",
                "virtio-net-pci,netdev=net0",
                "-qmp",
                "unix:" + monitor + ",server=on,wait=off"));
        words.addAll(withoutTimerCheck(boot));
        qemu = EndsWithTests.guard(new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start());
        reader = new Thread(this::readConsole, "console");
        reader.setDaemon(true);
        reader.start();
    }

    /** On a busy machine an emulated timer comes late, and a kernel that tests it gives up. The image knows nothing of it. */
    private static List<String> withoutTimerCheck(List<String> boot) {
        List<String> words = new ArrayList<>(boot);
        int line = words.indexOf("-append") + 1;
        if (line > 0) {
            words.set(line, words.get(line) + " no_timer_check");
        }
        return words;
    }

    /** Boots a kernel and an initrd with the command line of a file. */
    static Guest boot(Path kernel, Path initrd, Path cmdline) {
        try {
            return boot(List.of(
                    "-kernel", kernel.toString(), "-initrd", initrd.toString(), "-append", Files.readString(cmdline)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Boots from a medium, with what QEMU needs besides. */
    static Guest boot(List<String> medium) {
        return boot(PC, medium);
    }

    /** The same on a machine with an arm64 processor. */
    static Guest bootArm64(List<String> medium) {
        return boot(ARM64, medium);
    }

    private static Guest boot(List<String> machine, List<String> medium) {
        try {
            return new Guest(machine, medium);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the console has said something that a pattern finds. */
    Matcher await(String pattern, Duration limit) {
        Pattern wanted = Pattern.compile(pattern, Pattern.MULTILINE);
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Matcher matcher = wanted.matcher(console.toString());
            if (matcher.find()) {
                return matcher;
            }
            if (System.nanoTime() > end || !qemu.isAlive()) {
                throw new AssertionError("the console never said /" + pattern + "/ (QEMU "
                        + (qemu.isAlive() ? "runs" : "ended with " + qemu.exitValue()) + ")\n" + console);
            }
            pause(Duration.ofMillis(200));
        }
    }

    /** Everything the console has said. */
    String console() {
        return console.toString();
    }

    /** The port of 127.0.0.1 that leads to the guest's port 80. */
    int httpPort() {
        return httpPort;
    }

    /** The port of 127.0.0.1 that leads to the guest's port 8080. */
    int servicePort() {
        return servicePort;
    }

    /** The port of 127.0.0.1 that leads to the guest's port 22. */
    int sshPort() {
        return sshPort;
    }

    /** Seconds since power-on. */
    double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    /** Presses the power button. */
    void pressPowerButton() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(monitor));
            for (String command : List.of("qmp_capabilities", "system_powerdown")) {
                channel.write(
                        ByteBuffer.wrap(("{\"execute\":\"" + command + "\"}\n").getBytes(StandardCharsets.US_ASCII)));
                pause(Duration.ofMillis(300));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until QEMU ends by itself; gives its exit status. */
    int awaitEnd(Duration limit) {
        try {
            if (!qemu.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the guest did not power off\n" + console);
            }
            reader.join(5000);
            return qemu.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        // Only when it has ended is its disk free for the next one.
        qemu.destroyForcibly().onExit().join();
        WorkFolders.delete(monitor.getParent());
    }

    static int freePort() {
        return freePorts(1).get(0);
    }

    /** Different ports: each is held until all are found. */
    private static List<Integer> freePorts(int count) {
        if (count == 0) {
            return List.of();
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Integer> ports = new ArrayList<>(freePorts(count - 1));
            ports.add(socket.getLocalPort());
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void readConsole() {
        byte[] buffer = new byte[4096];
        try (InputStream in = qemu.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                console.append(new String(buffer, 0, n, StandardCharsets.UTF_8).replace("\r", ""));
            }
        } catch (IOException e) {
            console.append("\n(console closed: ").append(e.getMessage()).append(")\n");
        }
    }
}
