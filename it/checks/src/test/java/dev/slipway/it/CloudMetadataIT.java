package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The programs of the image {@code metadata}, run on this machine against a server that answers as each cloud documents it, and as nobody
 * should. The guest's part of it is in {@link ShellAndNetworkIT}.
 */
class CloudMetadataIT {
    private static final Path WORK = WorkFolders.empty("cloud-metadata");
    private static final Path ROOT = WORK.resolve("image/bundle/rootfs");
    private static final String KEY = "ssh-ed25519 AAAA cloud";
    private static final int MEGABYTE = 1 << 20;

    private final Map<String, String> answers = new TreeMap<>();
    private final Path config = WORK.resolve("config");
    private String wantedHeader = "";
    private HttpServer server;

    @BeforeAll
    static void unpack() throws IOException {
        assertThat(ToolsReadPackagesIT.unpacked("metadata", WORK.resolve("image")))
                .isEqualTo(ROOT);
        // The image's jq with the image's libraries, wherever it lies.
        Path jq = Files.writeString(
                Files.createDirectory(WORK.resolve("bin")).resolve("jq"),
                """
                #!/bin/sh
                exec %1$s/lib64/ld-linux-x86-64.so.2 --library-path %1$s/lib/x86_64-linux-gnu:%1$s/usr/lib/x86_64-linux-gnu %1$s/usr/bin/jq "$@"
                """
                        .formatted(ROOT));
        assertThat(jq.toFile().setExecutable(true)).isTrue();
    }

    @BeforeEach
    void start() throws IOException {
        Command.of("rm", "-rf", config.toString()).succeed();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void awsWantsATokenFirst() throws IOException {
        wantedHeader = "X-aws-ec2-metadata-token: t0ken==";
        answers.put("PUT /latest/api/token", "t0ken==");
        String meta = "/latest/meta-data/";
        answers.put(meta + "hostname", "ip-10-0-0-1.ec2.internal");
        answers.put(meta + "public-ipv4", "203.0.113.5");
        answers.put(meta + "local-ipv4", "10.0.0.1");
        answers.put(meta + "placement/availability-zone", "eu-central-1a");
        answers.put(meta + "instance-type", "t3.micro");
        answers.put(meta + "instance-id", "i-0abc");
        answers.put(meta + "public-keys/0/openssh-key", KEY);
        answers.put("/latest/user-data", "#cloud-config\n");
        assertThat(ask("aws")).contains("found AWS");
        expect("provider", "AWS", "hostname", "ip-10-0-0-1.ec2.internal", "public_ipv4", "203.0.113.5");
        expect("local_ipv4", "10.0.0.1", "availability_zone", "eu-central-1a", "instance_type", "t3.micro");
        expect("instance_id", "i-0abc", "ssh/authorized_keys", KEY + "\n", "userdata", "#cloud-config\n");
    }

    @Test
    void gcp() throws IOException {
        wantedHeader = "Metadata-Flavor: Google";
        String meta = "/computeMetadata/v1/";
        answers.put(meta + "instance/hostname", "vm.c.project.internal");
        answers.put(meta + "instance/id", "123");
        answers.put(meta + "instance/zone", "projects/1/zones/europe-west1-b");
        answers.put(meta + "instance/machine-type", "projects/1/machineTypes/e2-small");
        answers.put(meta + "instance/attributes/ssh-keys", "me:" + KEY + " instance");
        answers.put(meta + "project/attributes/ssh-keys", "you:" + KEY + "\nother:" + KEY + " 2");
        answers.put(meta + "instance/attributes/user-data", "data");
        ask("gcp");
        expect("provider", "GCP", "hostname", "vm.c.project.internal", "availability_zone", "europe-west1-b");
        expect("instance_type", "e2-small", "instance_id", "123", "userdata", "data");
        expect("ssh/authorized_keys", KEY + " instance\n" + KEY + "\n" + KEY + " 2\n");
        answers.put(meta + "instance/attributes/block-project-ssh-keys", "TRUE");
        ask("gcp");
        expect("ssh/authorized_keys", KEY + " instance\n");
    }

    @Test
    void azure() throws IOException {
        wantedHeader = "Metadata: true";
        answers.put(
                "/metadata/instance?api-version=2021-02-01",
                """
                {"compute": {"name": "vm1", "osProfile": {"computerName": "web"}, "vmId": "02aab8a4", "vmSize": "Standard_B1s",
                 "location": "westeurope", "zone": "1", "publicKeys": [{"keyData": "%s\\r\\n", "path": "/root/.ssh/authorized_keys"}]},
                 "network": {"interface": [{"ipv4": {"ipAddress": [{"privateIpAddress": "10.0.0.4", "publicIpAddress": ""}]}}]}}
                """
                        .formatted(KEY));
        answers.put(
                "/metadata/instance/compute/userData?api-version=2021-01-01&format=text",
                Base64.getEncoder().encodeToString("{\"a\": {\"content\": \"b\"}}".getBytes(StandardCharsets.UTF_8)));
        ask("azure");
        expect("provider", "Azure", "hostname", "web", "instance_id", "02aab8a4", "region", "westeurope");
        expect("instance_type", "Standard_B1s", "local_ipv4", "10.0.0.4", "ssh/authorized_keys", KEY + "\n", "a", "b");
        assertThat(config.resolve("public_ipv4")).doesNotExist();
    }

    @Test
    void openstack() throws IOException {
        answers.put(
                "/openstack/latest/meta_data.json",
                """
                {"uuid": "d8e02d56", "availability_zone": "nova", "hostname": "test.novalocal", "name": "test",
                 "public_keys": {"mykey": "%s\\n"}}
                """
                        .formatted(KEY));
        answers.put("/openstack/latest/user_data", "data");
        answers.put("/latest/meta-data/local-ipv4", "10.0.0.7");
        ask("openstack");
        expect("provider", "openstack", "hostname", "test.novalocal", "instance_id", "d8e02d56", "userdata", "data");
        expect("availability_zone", "nova", "local_ipv4", "10.0.0.7", "ssh/authorized_keys", KEY + "\n");
    }

    @Test
    void hetznerDigitaloceanAndVultr() throws IOException {
        String meta = "/hetzner/v1/metadata/";
        answers.put(meta + "hostname", "hz");
        answers.put(meta + "public-ipv4", "203.0.113.9");
        answers.put(meta + "instance-id", "42");
        answers.put(meta + "public-keys", "[\"" + KEY + "\", \"" + KEY + " 2\"]");
        answers.put("/hetzner/v1/userdata", "hetzner's");
        ask("hetzner");
        expect("provider", "Hetzner", "hostname", "hz", "public_ipv4", "203.0.113.9", "instance_id", "42");
        expect("ssh/authorized_keys", KEY + "\n" + KEY + " 2\n", "userdata", "hetzner's");
        answers.put("/metadata/v1/hostname", "ocean");
        answers.put("/metadata/v1/id", "2756294");
        answers.put("/metadata/v1/region", "nyc2");
        answers.put("/metadata/v1/interfaces/private/0/ipv4/address", "10.1.1.1");
        answers.put("/metadata/v1/public-keys", KEY);
        answers.put("/metadata/v1/user-data", "drop");
        ask("digitalocean");
        expect("provider", "DigitalOcean", "hostname", "ocean", "id", "2756294", "region", "nyc2", "userdata", "drop");
        expect("private_ipv4", "10.1.1.1", "ssh/authorized_keys", KEY + "\n");
        answers.put("/v1/hostname", "vu");
        answers.put("/v1/instanceid", "9");
        answers.put("/v1/region/regioncode", "FRA");
        answers.put("/v1/interfaces/0/ipv4/address", "203.0.113.77");
        answers.put("/v1/public-keys", KEY + " v");
        answers.put("/latest/user-data", "ltr");
        ask("vultr");
        expect("provider", "Vultr", "hostname", "vu", "instance_id", "9", "region_code", "FRA", "userdata", "ltr");
        expect("public_ipv4", "203.0.113.77", "ssh/authorized_keys", KEY + " v\n");
    }

    @Test
    void scalewayEquinixAndMetaldata() throws IOException {
        answers.put(
                "/conf?format=json",
                """
                {"id": "11d7", "hostname": "scw", "public_ip": {"address": "51.15.0.1"}, "private_ip": "10.2.0.1",
                 "location": {"zone_id": "par1"}, "ssh_public_keys": [{"key": "%s", "fingerprint": "x"}]}
                """
                        .formatted(KEY));
        answers.put("/user_data/cloud-init", "sc\n\nway");
        ask("scaleway");
        expect("provider", "Scaleway", "hostname", "scw", "instance_id", "11d7", "instance_location", "par1");
        expect("public_ip", "51.15.0.1", "private_ip", "10.2.0.1", "userdata", "sc\n\nway\n");
        answers.put(
                "/metadata",
                """
                {"id": "e1", "hostname": "metal", "plan": "c3", "facility": "ams1", "ssh_keys": ["%s"], "network": {"addresses": [
                 {"address_family": 6, "public": true, "address": "2001:db8::1"},
                 {"address_family": 4, "public": true, "address": "203.0.113.3"},
                 {"address_family": 4, "public": false, "address": "10.3.0.1"}]}}
                """
                        .formatted(KEY));
        answers.put("/userdata", "#!ipxe\nboot\n");
        ask("equinixmetal");
        expect(
                "provider",
                "EquinixMetal",
                "hostname",
                "metal",
                "public_ipv4",
                "203.0.113.3",
                "private_ipv4",
                "10.3.0.1");
        assertThat(config.resolve("userdata")).doesNotExist();
        answers.put("/get/meta/hostname", "md");
        answers.put("/get/meta/authorized-keys", KEY);
        answers.put("/get/user", "u");
        ask("metaldata");
        expect("provider", "Metaldata", "hostname", "md", "ssh/authorized_keys", KEY + "\n", "userdata", "u");
    }

    @Test
    void theFirstThatAnswersIsTaken() throws IOException {
        assertThat(ask("-v", "aws", "gcp", "azure")).contains("aws: nothing there", "no provider of metadata found");
        assertThat(config.resolve("provider")).doesNotExist();
        answers.put("/v1/hostname", "vu");
        answers.put("/latest/meta-data/hostname", "like-aws");
        assertThat(ask("scaleway", "vultr", "aws")).contains("found Vultr");
        assertThat(command("nobody").fail()).contains("there is no provider nobody");
    }

    @Test
    void jsonMakesFilesBelowConfigAndNowhereElse() throws IOException {
        answers.put("/v1/hostname", "a");
        answers.put(
                "/latest/user-data",
                """
                {"good": {"perm": "0600", "content": "kept"}, "..": {"content": "x"}, "a/b": {"content": "x"}, "": {"content": "x"},
                 "line\\nbreak": {"content": "x"}, "deep": {"entries": {"..": {"entries": {"up": {"content": "x"}}},
                 "two words": {"content": "a\\tb\\n"}}}, "perm": {"perm": "4755", "content": "x"}, "both": {"content": "x", "entries": {}},
                 "number": 5, "%s": {"content": "x"}}
                """
                        .formatted("n".repeat(256)));
        String said = command("vultr").fail();
        assertThat(said.lines().filter(line -> line.contains("user data: "))).hasSize(9);
        assertThat(said).contains("user data: .. is not a file's name").contains("line?break");
        expect("good", "kept", "deep/two words", "a\tb\n");
        assertThat(Files.getPosixFilePermissions(config.resolve("good"))).hasSize(2);
        try (Stream<Path> files = Files.walk(WORK)) {
            assertThat(files.filter(file -> file.endsWith("up") || file.endsWith("b")))
                    .isEmpty();
        }
        assertThat(config.resolve("perm")).doesNotExist();
    }

    @Test
    void whatIsTooMuchIsRefused() throws IOException {
        answers.put("/v1/hostname", "a");
        answers.put("/latest/user-data", "x".repeat(MEGABYTE + 600));
        ask("vultr");
        assertThat(config.resolve("userdata")).doesNotExist();
        answers.put("/latest/user-data", "x".repeat(MEGABYTE));
        ask("vultr");
        assertThat(config.resolve("userdata")).hasSize(MEGABYTE);
        StringBuilder many = new StringBuilder("{\"f\": {\"content\": \"x\"}");
        for (int i = 0; i < 1000; i++) {
            many.append(", \"f").append(i).append("\": {\"content\": \"x\"}");
        }
        answers.put("/latest/user-data", many.append("}").toString());
        assertThat(command("vultr").fail()).contains("more than 1000 files");
        assertThat(config.resolve("f")).doesNotExist();
        answers.put("/latest/user-data", "{\"d\": {\"entries\": ".repeat(17) + "{}" + "}}".repeat(17));
        assertThat(command("vultr").fail()).contains("deeper than 16 directories");
        answers.put("/latest/user-data", "{".repeat(5000));
        ask("vultr");
    }

    @Test
    void aNameIsAName() {
        for (String name : new String[] {"$(reboot)", "-f", "a b", "n".repeat(65), "../x"}) {
            answers.put("/v1/hostname", name);
            assertThat(command("vultr").fail()).contains("host name");
            assertThat(config.resolve("hostname")).doesNotExist();
        }
    }

    @Test
    void mediaAreKnownByTheirLabels() {
        String labels = Command.shell("mkdir -p empty && xorriso -as mkisofs -quiet -V cidata -o a.iso empty;"
                        + " mkfs.vfat -C -n CONFIG-2 b.img 1440 >/dev/null;"
                        + " mkfs.vfat -C -F 32 -n CIDATA c.img 40000 >/dev/null; truncate -s 1M d.img;"
                        + " for file in a.iso b.img c.img d.img; do \"$ROOT\"/bin/busybox sh -c"
                        + " '. \"$ROOT\"/usr/lib/metadata/media.sh; echo \"$(label '$file')\"'; done")
                .in(WORK)
                .with("ROOT", ROOT.toString())
                .succeed();
        assertThat(labels).endsWith("cidata\nCONFIG-2\nCIDATA\n\n");
    }

    private String ask(String... arguments) {
        return command(arguments).succeed();
    }

    private Command command(String... arguments) {
        Command command = Command.of(
                        ROOT.resolve("bin/busybox").toString(),
                        "sh",
                        ROOT.resolve("usr/bin/metadata").toString())
                .with("PATH", WORK.resolve("bin") + ":/usr/bin:/bin")
                .with("TMPDIR", WORK.toString())
                .with("METADATA_LIB", ROOT.resolve("usr/lib/metadata").toString())
                .with("METADATA_CONFIG", config.toString())
                .with(
                        "METADATA_ADDRESS",
                        "http://127.0.0.1:" + server.getAddress().getPort());
        for (String argument : arguments) {
            command.and(argument);
        }
        return command;
    }

    private void expect(String... filesAndTexts) throws IOException {
        for (int i = 0; i < filesAndTexts.length; i += 2) {
            assertThat(Files.readString(config.resolve(filesAndTexts[i]))).isEqualTo(filesAndTexts[i + 1]);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        boolean put = exchange.getRequestMethod().equals("PUT");
        String body = answers.get(put ? "PUT " + path : path);
        String[] header = wantedHeader.split(": ", 2);
        boolean allowed = put
                || wantedHeader.isEmpty()
                || header[1].equals(exchange.getRequestHeaders().getFirst(header[0]));
        byte[] bytes = body == null || !allowed ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(body == null ? 404 : allowed ? 200 : 401, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
