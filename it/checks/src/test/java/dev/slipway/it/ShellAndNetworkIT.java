package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * One system with the packages for shell, network, time, logs and clouds, made of the YAML on their pages as it stands there, and booted
 * once: what each of them promises is asked for by SSH, which so is tried all the time.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ShellAndNetworkIT {
    private static final Path WORK = WorkFolders.empty("shell-and-network");
    // Eight services, 90 MB, and another guest beside this one.
    private static final Duration BOOT = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMinutes(3);

    private static final String SYSTEM =
            """
            kernel:
              image: maven:dev.slipway.packages:kernel
              cmdline: "console=tty0 console=ttyUSB9 console=ttyS0 console=ttyS1,115200"
            init:
              - maven:dev.slipway.packages:init
              - maven:dev.slipway.packages:runc
              - maven:dev.slipway.packages:containerd
            onboot:
              - name: drive
                image: maven:dev.slipway.packages:metadata
                command: ["/usr/bin/metadata", "cdrom=/dev/vdb"]
                env: ["PATH=/usr/bin:/bin", "METADATA_CONFIG=/run/drive"]
              - name: everything
                image: maven:dev.slipway.packages:ip
                net: new
                binds: ["/etc/tunnels:/etc/tunnels:ro"]
                command: ["/bin/sh", "-ex", "/etc/tunnels/try.sh"]
            services:
              - name: auditd
                image: maven:dev.slipway.packages:auditd
              - name: acpid
                image: maven:dev.slipway.packages:acpid
            files:
              - path: etc/tunnels/try.sh
                mode: "0644"
                contents: |
                  # A machine with a card and a way out, and two tunnels: everything goes through the first one, the second one
                  # asks for no routes.
                  ip() { /bin/ip "$@"; }
                  ip link add card type dummy
                  ip address add 10.5.0.2/24 dev card
                  ip link set card up
                  ip route add default via 10.5.0.1
                  tunnel() {
                      peer=$(wg genkey | wg pubkey)
                      cat >/tmp/$1.conf <<TUNNEL
                  [Interface]
                  PrivateKey = $(wg genkey)
                  Address = $2
                  Table = $3
                  [Peer]
                  PublicKey = $peer
                  AllowedIPs = $4
                  Endpoint = 203.0.113.1:51820
                  TUNNEL
                      lk-wg-config configure /tmp/$1.conf
                  }
                  tunnel wga 192.168.7.1/24 auto 0.0.0.0/0
                  tunnel wgb 192.168.8.1/24 off 172.16.0.0/12
                  # Once more: a restart changes nothing.
                  lk-wg-config configure /tmp/wga.conf
                  echo "others: $(ip route get 198.51.100.7)"
                  echo "itself: $(ip route get 203.0.113.1 mark 51820)"
                  echo "beside: $(ip route get 10.5.0.9)"
                  echo "none: $(ip route show table all dev wgb | grep -c ^172 || true)"
                  echo "rules: $(ip rule | wc -l)"
            """;

    private static final int SERIAL = Guest.freePort();
    private static final int AGENT = Guest.freePort();

    private static Guest guest;

    @BeforeAll
    static void boot() throws IOException {
        Command.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", "id_ed25519")
                .in(WORK)
                .succeed();
        Command.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "stranger")
                .in(WORK)
                .succeed();
        Command.shell("mkdir -p drive/openstack/latest"
                        + " && echo '{\"uuid\": \"u-2\", \"name\": \"second\"}' >drive/openstack/latest/meta_data.json"
                        + " && echo data >drive/openstack/latest/user_data"
                        + " && mkfs.vfat -C -n CONFIG-2 drive.img 1440 && mcopy -s -i drive.img drive/openstack ::")
                .in(WORK)
                .succeed();
        Files.writeString(WORK.resolve("password.txt"), "secret");
        Page metadata = howTo("cloud-metadata");
        new PageReader(WORK.resolve("home"), WORK).follow(metadata, "ShellAndNetworkIT");
        List<String> files = new ArrayList<>(List.of(write("system", SYSTEM)));
        files.add(write("dhcp", yaml(howTo("network"), "/sbin/dhcpcd")));
        files.add(write("address", yaml(howTo("network"), "dev lan")));
        files.add(write("tunnel", keyed(yaml(howTo("network"), "lk-wg-config"))));
        files.add(write("time", yaml(howTo("network"), "openntpd")));
        files.add(write("numbers", yaml(howTo("network"), "node_exporter")));
        // The other way to give keys to sshd, bound from /run/config, stands on this page as well; one is enough.
        files.add(write("metadata", yaml(metadata, ":metadata").replaceAll("(?s)services:.*", "")));
        files.add(write("getty", yaml(howTo("shell-and-ssh"), "getty.shadow")));
        files.add(write("sshd", yaml(howTo("shell-and-ssh"), ":sshd")));
        // Their service is the reader's; any image with a shell will do.
        for (String service : List.of("app", "cloudapp")) {
            files.add(write(
                    service,
                    yaml(howTo("operations"), "name: " + service)
                            .replace("maven:com.example:app", "maven:dev.slipway.packages:losetup")));
        }
        Checks.maven(WORK, Checks.goal("resolve"), Checks.goal("initrd"))
                .and("-Dslipway.config=" + String.join(",", files))
                .and("-Dslipway.finalName=system")
                .and("-Dslipway.outputDirectory=.")
                .succeed();
        guest = Guest.boot(options());
        guest.await("system is up", BOOT);
        // Its keys are being made.
        long end = System.nanoTime() + SHORT.toNanos();
        while (login("id_ed25519", "true").run().exit() != 0 && System.nanoTime() < end) {
            Guest.pause(Duration.ofSeconds(2));
        }
        Checks.measured("a system with " + files.size() + " parts is up after " + Math.round(guest.seconds())
                + " s of emulation, its initrd has " + Files.size(WORK.resolve("system-initrd.img")) / 1_000_000
                + " MB");
    }

    @AfterAll
    static void stop() {
        if (guest != null) {
            guest.close();
        }
    }

    private static List<String> options() throws IOException {
        List<String> options = new ArrayList<>(kernel("system"));
        options.addAll(List.of(
                "-serial",
                "tcp:127.0.0.1:" + SERIAL + ",server=on,wait=off",
                "-drive",
                "if=virtio,format=raw,readonly=on,file=" + WORK.resolve("cidata.iso"),
                "-drive",
                "if=virtio,format=raw,readonly=on,file=" + WORK.resolve("drive.img"),
                // A drive without a CD: the package metadata looks into it and goes on.
                "-device",
                "virtio-scsi-pci",
                "-device",
                "scsi-cd",
                "-device",
                "virtio-serial-pci",
                "-chardev",
                "socket,id=agent,host=127.0.0.1,port=" + AGENT + ",server=on,wait=off",
                "-device",
                "virtserialport,chardev=agent,name=org.qemu.guest_agent.0"));
        return options;
    }

    @Test
    void aPasswordOpensTheConsole() throws IOException {
        String hash = Command.of("openssl", "passwd", "-6", "-salt", "LUYNqJbv6t3", "slipway")
                .succeed()
                .strip();
        assertThat(WORK.resolve("getty.yml")).content().contains(hash);
        try (Typist typist = Typist.at(SERIAL)) {
            typist.type("").await("login: ", SHORT).type("root").await("Password: ", SHORT);
            typist.type("wrong").await("incorrect", SHORT).await("login: ", SHORT);
            typist.type("root").await("Password: ", SHORT).type("slipway").await("\\(ns: getty\\) fromcloud", SHORT);
            typist.type("echo $((6 * 7)) $(id -u) $(tty)").await("\n42 0 /dev/ttyS1\n", SHORT);
            typist.type("service list; echo told").await("getty(?s:.*)\ntold", SHORT);
            // The line is hung up, and the next one may log in.
            typist.type("exit").await("login: ", SHORT);
        }
        // A console that does not exist is skipped, the screen has a login as well.
        assertThat(ssh("ps")).contains("tty1 linux").contains("ttyS0 vt100").doesNotContain("ttyUSB9");
        told(
                "getty",
                "a wrong password is refused, the right one opens a shell on ttyS1, after it comes the next login");
    }

    @Test
    void aKeyOpensSsh() {
        assertThat(ssh("id -u; hostname; cat /hostroot/etc/ntpd.conf")).isEqualTo("0\nfromcloud\nserver 10.0.2.2\n");
        assertThat(login("stranger", "true").fail()).contains("Permission denied (publickey)");
        assertThat(ssh("service list")).contains("sshd");
        assertThat(ssh("ctr -n services.linuxkit task list")).contains("sshd");
        Command.of("scp", "-P", "" + guest.sshPort(), "-i", "id_ed25519", "-o", "StrictHostKeyChecking=no")
                .and("-o")
                .and("UserKnownHostsFile=known")
                .and("id_ed25519.pub")
                .and("root@127.0.0.1:/tmp/copied")
                .in(WORK)
                .succeed();
        assertThat(ssh("cat /tmp/copied")).startsWith("ssh-ed25519 ");
        assertThat(ssh("cat /var/log/sshd.log")).contains("new key 256 SHA256:");
        told("sshd", "a key of authorized_keys opens a shell, another one does not; scp copies");
    }

    @Test
    void aMediumTellsWhoTheMachineIs() throws IOException {
        assertThat(guest.console()).containsPattern("slipway: onboot \\d+-metadata: done");
        assertThat(ssh("cat /sys/class/block/sr0/removable")).isEqualTo("1\n");
        assertThat(ssh("cd /run/config && cat provider instance_id app/settings ssh/authorized_keys; stat -c %a ssh/*"))
                .isEqualTo("CDROM /dev/vda" + "i-1" + "colour = blue" + Files.readString(WORK.resolve("id_ed25519.pub"))
                        + "600\n");
        assertThat(ssh("cd /run/drive && cat provider hostname instance_id userdata"))
                .isEqualTo("CDROM /dev/vdb" + "second" + "u-2" + "data\n");
        told("metadata", "NoCloud by an ISO: name, key and a file of user data; a config drive by FAT");
    }

    @Test
    void aServiceReadsItsSecretAndNobodyElseDoes() {
        assertThat(ssh("service logs app; service logs cloudapp"))
                .isEqualTo("the password is there\nthe secret is there\n");
        assertThat(ssh("stat -c '%a %u' /hostroot/etc/secrets/password /run/config/app/secret"))
                .isEqualTo("400 1000\n400 0\n");
        told("secrets", "a file of the system for one user, and one of user data");
    }

    @Test
    void filesSetAddresses() {
        assertThat(ssh("ip address show lan; ip route")).contains("10.99.0.1/24", "10.98.0.0/16 via 10.99.0.2 dev lan");
        told("ip", "an address and a route of a file");
    }

    @Test
    void aTunnelCarriesPackets() {
        assertThat(ssh("nsenter --net=/run/netns/wg1 ping -c 3 -W 10 192.168.2.1"))
                .contains(" 0% packet loss");
        told("wireguard", "three pings through a tunnel between two namespaces");
    }

    @Test
    void aTunnelTakesEverythingButItself() {
        assertThat(ssh("cat /run/log/onboot/*-everything.out.log"))
                .containsPattern("others: 198\\.51\\.100\\.7 dev wga ")
                .containsPattern("itself: 203\\.0\\.113\\.1 via 10\\.5\\.0\\.1 dev card ")
                .containsPattern("beside: 10\\.5\\.0\\.9 dev card ")
                .contains("none: 0\n", "rules: 5\n");
        told(
                "wireguard",
                "AllowedIPs = 0.0.0.0/0 leaves the tunnel's own packets a way out; Table = off makes no routes");
    }

    @Test
    void theTimeIsAskedFor() {
        assertThat(ssh("ctr -n services.linuxkit task exec --exec-id time openntpd ntpctl -s all"))
                .contains("10.0.2.2");
        assertThat(ssh("cat /var/log/openntpd.log")).contains("ntp engine ready");
        told("openntpd", "asks the server of its file");
    }

    @Test
    void theKernelsMessagesAreALog() {
        assertThat(ssh("cat /var/log/kmsg.log"))
                .containsPattern("\\(0\\) - \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z: Linux version 6");
        ssh("echo said by a test >/dev/kmsg;"
                + " timeout 60 sh -c \"until grep -q ': said by a test$' /var/log/kmsg.log; do sleep 1; done\"");
        told("kmsg", "from the first message on, and new ones as they come");
    }

    @Test
    void numbersForPrometheus() {
        assertThat(ssh("wget -q -O - http://127.0.0.1:9100/metrics"))
                .contains("node_memory_MemTotal_bytes", "node_load1 ");
        told("node_exporter", "memory and load");
    }

    @Test
    void anAuditTrailIsKept() {
        assertThat(ssh("cat /var/log/audit/audit.log")).contains("type=DAEMON_START");
        told("auditd", "writes its trail");
    }

    @Test
    void theHostAsksTheGuestAgent() throws IOException {
        assertThat(agent("{\"execute\":\"guest-get-host-name\"}")).contains("fromcloud");
        assertThat(agent("{\"execute\":\"guest-network-get-interfaces\"}")).contains("10.99.0.1");
        told("qemu-ga", "tells the host its name and addresses");
    }

    @Test
    void aSystemWithoutServicesHasAShellAndSwitchesItselfOff() throws IOException {
        String file = write(
                "end",
                """
                kernel:
                  image: maven:dev.slipway.packages:kernel
                  tar: none
                  cmdline: "console=ttyS0 console=ttyS1 linuxkit.unified_cgroup_hierarchy=0"
                init:
                  - maven:dev.slipway.packages:init
                  - maven:dev.slipway.packages:runc
                  - maven:dev.slipway.packages:getty
                onboot:
                  - name: poweroff
                    image: maven:dev.slipway.packages:poweroff
                    command: ["/bin/sh", "/poweroff.sh", "20"]
                """);
        Checks.maven(WORK, Checks.goal("resolve"), Checks.goal("initrd"))
                .and("-Dslipway.config=" + file)
                .and("-Dslipway.finalName=end")
                .and("-Dslipway.lock=end.lock")
                .and("-Dslipway.outputDirectory=.")
                .succeed();
        int serial = Guest.freePort();
        List<String> options = new ArrayList<>(kernel("end"));
        options.addAll(List.of("-serial", "tcp:127.0.0.1:" + serial + ",server=on,wait=off"));
        try (Guest small = Guest.boot(options);
                Typist typist = Typist.at(serial)) {
            small.await("poweroff: starting", BOOT);
            typist.type("").await("# ", SHORT).type("echo $((6 * 7)) $(id -u)").await("\n42 0\n", SHORT);
            typist.type("cat /sys/fs/cgroup/memory/memory.use_hierarchy").await("\n1\n", SHORT);
            told("getty", "as an image of init it opens a shell without a password");
            told("init", "linuxkit.unified_cgroup_hierarchy=0: cgroups of version 1");
            assertThat(small.awaitEnd(SHORT)).isZero();
            assertThat(small.console()).doesNotContain("system is up");
            told("poweroff", "off by itself after " + Math.round(small.seconds()) + " s of emulation");
        }
    }

    /** It ends the connection that it came by, and what has begun goes on. */
    @Test
    @Order(Integer.MAX_VALUE - 1)
    void aShellRestartsTheServerThatItCameThrough() {
        String process = "service status sshd | grep ^process";
        String before = ssh(process);
        login("id_ed25519", "service restart sshd").run();
        long end = System.nanoTime() + BOOT.toNanos();
        String after = before;
        while (!after.startsWith("process: ") || after.equals(before)) {
            assertThat(System.nanoTime()).as("sshd is there again: " + after).isLessThan(end);
            Guest.pause(Duration.ofSeconds(1));
            after = login("id_ed25519", process).run().output();
        }
        assertThat(ssh("cat /proc/$(cat /run/slipway/services/sshd/supervisor)/cgroup"))
                .isEqualTo("0::/\n");
        told("sshd", "service restart sshd by ssh: sshd is up again, and its supervisor is not the container's");
    }

    /** The last test of all: services are stopped in order, and the machine is off. */
    @Test
    @Order(Integer.MAX_VALUE)
    void theHostSwitchesTheGuestOff() throws IOException {
        // There is no answer to it.
        tellAgent("{\"execute\":\"guest-shutdown\"}");
        guest.await("slipway: service sshd: stopping", BOOT);
        guest.await("slipway: system is down", BOOT);
        assertThat(guest.awaitEnd(BOOT)).isZero();
        told("qemu-ga", "guest-shutdown stops the services and switches the machine off");
    }

    private static List<String> kernel(String name) throws IOException {
        return List.of(
                "-kernel",
                WORK.resolve(name + "-kernel").toString(),
                "-initrd",
                WORK.resolve(name + "-initrd.img").toString(),
                "-append",
                Files.readString(WORK.resolve(name + "-cmdline")));
    }

    private static String agent(String question) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), AGENT)) {
            socket.setSoTimeout((int) SHORT.toMillis());
            write(socket, question);
            StringBuilder answer = new StringBuilder();
            for (int c = socket.getInputStream().read();
                    c > 0 && c != '\n';
                    c = socket.getInputStream().read()) {
                answer.append((char) c);
            }
            return answer.toString();
        }
    }

    private static void tellAgent(String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), AGENT)) {
            write(socket, command);
            // QEMU passes on what a line has said as long as the line is there.
            guest.await("slipway: shutting down", BOOT);
        }
    }

    private static void write(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String ssh(String command) {
        return login("id_ed25519", command).succeed();
    }

    private static Command login(String key, String command) {
        return Command.of("ssh", "-p", "" + guest.sshPort(), "-i", key, "-o", "BatchMode=yes")
                .and("-o")
                .and("StrictHostKeyChecking=no")
                .and("-o")
                .and("UserKnownHostsFile=known")
                .and("-o")
                .and("LogLevel=ERROR")
                // All of them by one connection: in an emulated machine it takes seconds to agree on keys.
                .and("-o")
                .and("ControlMaster=auto")
                .and("-o")
                .and("ControlPersist=yes")
                .and("-o")
                .and("ControlPath=connection-" + key)
                .and("root@127.0.0.1")
                .and(command)
                .in(WORK)
                .within(SHORT);
    }

    /** The first YAML on a page that has this in it. */
    private static String yaml(Page page, String part) {
        return page.blocks().stream()
                .filter(block -> block.language().equals("yaml") && block.text().contains(part))
                .findFirst()
                .orElseThrow()
                .text();
    }

    /** A tunnel needs real keys; the page has names for them. */
    private static String keyed(String yaml) {
        String keyed = yaml;
        for (String end : List.of("WG0", "WG1")) {
            String pair = Command.shell("openssl genpkey -algorithm X25519 -outform DER -out " + end
                            + " && tail -c 32 " + end + " | base64 && openssl pkey -inform DER -in " + end
                            + " -pubout -outform DER | tail -c 32 | base64")
                    .in(WORK)
                    .succeed();
            List<String> keys = pair.lines().toList();
            keyed = keyed.replace(end + "-PRIVATE", keys.get(0)).replace(end + "-PUBLIC", keys.get(1));
        }
        return keyed;
    }

    private static String write(String name, String yaml) {
        try {
            Files.writeString(WORK.resolve(name + ".yml"), yaml);
            return name + ".yml";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Page howTo(String name) {
        return Page.of("src/site/markdown/how-to/" + name + ".md");
    }

    private static void told(String what, String verdict) {
        System.out.println("[verdict] " + what + ": ok: " + verdict);
    }
}
