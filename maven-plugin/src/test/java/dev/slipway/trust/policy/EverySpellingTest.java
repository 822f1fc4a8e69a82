package dev.slipway.trust.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.oci.reference.ImageReference;
import dev.slipway.oci.reference.MalformedReference;
import dev.slipway.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every way of writing an image that the reader accepts, against every way of writing a scope that covers it: none escapes its rule,
 * and no rule covers an image of another server.
 */
class EverySpellingTest {
    private static final String DIGEST = "@sha256:" + "0a".repeat(32);

    private final Map<String, Policy> policies = new HashMap<>();

    /** An image with all its spellings, all scopes that must cover it, and entries of {@code trust} that must name it. */
    private record Case(Set<String> images, Set<String> scopes, TrustSection section) {}

    @Test
    void noSpellingEscapesItsRule() {
        int refused = 0;
        int asked = 0;
        List<String> escapes = new ArrayList<>();
        List<Case> cases = cases();
        for (Case each : cases) {
            for (String text : each.images()) {
                ImageReference image;
                try {
                    image = ImageReference.parse(text);
                } catch (MalformedReference e) {
                    refused++;
                    continue;
                }
                for (String scope : each.scopes()) {
                    asked++;
                    if (policy(scope).rule(image).isEmpty()) {
                        escapes.add(text + " escapes " + scope);
                    }
                }
                for (Case other : cases) {
                    asked++;
                    if (other.section().names(image) != (other == each)
                            && !other.section().equals(TrustSection.NONE)) {
                        escapes.add(text + " and trust " + other.section());
                    }
                    if (other != each) {
                        other.scopes().stream()
                                .filter(scope -> !each.scopes().contains(scope))
                                .filter(scope -> policy(scope).rule(image).isPresent())
                                .forEach(scope -> escapes.add(text + " is covered by " + scope));
                    }
                }
            }
        }
        System.out.println("spellings against scopes: " + asked + " questions, " + refused + " spellings refused, "
                + escapes.size() + " escapes");
        assertThat(escapes).isEmpty();
        assertThat(asked).isGreaterThan(10_000);
        assertThat(refused).isGreaterThan(100).isLessThan(asked / 2);
    }

    private Policy policy(String scope) {
        return policies.computeIfAbsent(scope, EverySpellingTest::parse);
    }

    private static Policy parse(String scope) {
        return Policy.parse(
                "{version: 1, rules: [{scope: '" + scope + "', require: {reject: {}}}]}", "trust-policy.yml", path -> {
                    throw Problem.user("trust policy", "no file", "no file");
                });
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.add(registry(hub(), "linuxkit", "kernel"));
        cases.add(registry(hub(), "ocitools", "runc"));
        cases.add(registry(hub(), "docker-archives", "mavens"));
        cases.add(registry(hosts("registry.corp.com", 443), "linuxkit", "kernel"));
        cases.add(registry(hosts("registry.corp.com", 5000), "linuxkit", "kernel"));
        cases.add(registry(hosts("localhost", 80), "linuxkit", "kernel"));
        cases.add(registry(ipv4("127.0.0.1", 80), "linuxkit", "kernel"));
        cases.add(registry(ipv4("10.1.2.3", 443), "linuxkit", "kernel"));
        cases.add(registry(ipv4("10.1.2.3", 5000), "linuxkit", "kernel"));
        cases.add(registry(ipv6("2001:db8::5", 443), "linuxkit", "kernel"));
        cases.add(registry(ipv6("::1", 5000), "linuxkit", "kernel"));
        cases.add(official());
        cases.add(maven());
        for (String kind : List.of("oci", "oci-archive", "docker-archive")) {
            cases.add(file(kind));
        }
        return cases;
    }

    private static Case registry(Set<String> hosts, String organisation, String name) {
        Set<String> images = new LinkedHashSet<>();
        Set<String> scopes = new LinkedHashSet<>();
        List<String> organisations = new ArrayList<>();
        List<String> entries = new ArrayList<>();
        for (String host : hosts) {
            String path = host + organisation + "/" + name;
            for (String tag : List.of("", ":latest", ":6.6", DIGEST, ":6.6" + DIGEST)) {
                images.add(path + tag);
            }
            if (isReference(path)) {
                scopes.addAll(List.of(path, host + organisation + "/*"));
                organisations.add(host + organisation);
                entries.add(path);
            }
        }
        scopes.add("*");
        Set<String> all = new LinkedHashSet<>(scopes);
        hosts.stream()
                .filter(host -> !host.isEmpty() && isReference(host + "a"))
                .forEach(host -> all.add(host + "*"));
        return new Case(images, all, new TrustSection(entries, organisations));
    }

    private static Case official() {
        Set<String> images = new LinkedHashSet<>();
        Set<String> scopes = new LinkedHashSet<>(Set.of("*"));
        for (String host : hub()) {
            for (String library : List.of("", "library/")) {
                images.add(host + library + "alpine");
                images.add(host + library + "alpine:latest");
                images.add(host + library + "alpine:latest" + DIGEST);
                if (isReference(host + library + "alpine")) {
                    scopes.add(host + library + "alpine");
                }
            }
            if (isReference(host + "library/alpine")) {
                scopes.add(host + "library/*");
                if (!host.isEmpty()) {
                    scopes.add(host + "*");
                }
            }
        }
        return new Case(
                images, scopes, new TrustSection(List.of("alpine:latest", "index.docker.io/alpine"), List.of()));
    }

    private static Case maven() {
        Set<String> images = new LinkedHashSet<>();
        for (String version : List.of("", ":1", ":2.0-SNAPSHOT", ":LATEST", ":", ":1:x")) {
            images.add("maven:dev.a:kernel" + version);
        }
        return new Case(
                images,
                Set.of("*", "maven:*", "maven:dev.a:*", "maven:dev.a:kernel", "maven:dev.a:kernel:*"),
                TrustSection.NONE);
    }

    private static Case file(String kind) {
        Set<String> paths = new LinkedHashSet<>();
        for (String begin : List.of("", "./", ".//", "././", "x/../", "./x/.././")) {
            for (String middle : List.of("/", "//", "/./", "/y/../")) {
                for (String end : List.of("", "/", "/.", "//")) {
                    paths.add(begin + "images" + middle + "a.b" + end);
                }
            }
        }
        Set<String> images = new LinkedHashSet<>();
        Set<String> scopes = new LinkedHashSet<>(Set.of("*", kind + ":*", kind + ":images/*", kind + ":.//images/*"));
        for (String path : paths) {
            for (String ref : List.of("", ":v1", ":a/b:latest", ":")) {
                images.add(kind + ":" + path + ref);
            }
            scopes.add(kind + ":" + path);
        }
        return new Case(images, scopes, TrustSection.NONE);
    }

    private static Set<String> hub() {
        Set<String> hosts = new LinkedHashSet<>(Set.of(""));
        for (String name : List.of("docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com")) {
            hosts.addAll(hosts(name, 443));
        }
        return hosts;
    }

    private static Set<String> hosts(String name, int port) {
        boolean isDefault = port == 443 || name.equals("localhost") && port == 80;
        Set<String> hosts = new LinkedHashSet<>();
        for (String dot : List.of("", ".")) {
            for (String number : isDefault ? List.of("", ":" + port, ":0" + port) : List.of(":" + port, ":0" + port)) {
                String host = name + dot + number + "/";
                hosts.add(host);
                // "Localhost/a" is none: upper case alone makes no host of a first component.
                if (name.contains(".") || host.contains(":")) {
                    hosts.add(host.toUpperCase(Locale.ROOT));
                    hosts.add(host.substring(0, 1).toUpperCase(Locale.ROOT) + host.substring(1));
                }
            }
        }
        return hosts;
    }

    private static Set<String> ipv4(String address, int port) {
        String[] parts = address.split("\\.");
        boolean isDefault = port == 443 || port == 80;
        Set<String> names = new LinkedHashSet<>();
        for (String form : List.of("%d", "0%o", "0x%x", "00%d")) {
            for (int i = 0; i < 4; i++) {
                String[] changed = parts.clone();
                changed[i] = String.format(Locale.ROOT, form, Integer.parseInt(parts[i]));
                names.add(String.join(".", changed));
            }
        }
        int low = Integer.parseInt(parts[2]) << 8 | Integer.parseInt(parts[3]);
        long whole = (long) Integer.parseInt(parts[0]) << 24 | (long) Integer.parseInt(parts[1]) << 16 | low;
        names.add(parts[0] + "." + parts[1] + "." + low);
        names.add(String.valueOf(whole));
        names.add("0x" + Long.toHexString(whole));
        names.add("[::ffff:" + address + "]");
        names.add("[::FFFF:" + Long.toHexString(whole >> 16) + ":" + Integer.toHexString(low) + "]");
        Set<String> hosts = new LinkedHashSet<>();
        for (String name : names) {
            // "2130706433/a" is an organisation of Docker Hub, and no host.
            if (isDefault && (name.contains(".") || name.contains(":"))) {
                hosts.add(name + "/");
            }
            hosts.add(name + ":" + port + "/");
        }
        return hosts;
    }

    private static Set<String> ipv6(String compressed, int port) {
        List<String> names = compressed.equals("::1")
                ? List.of("::1", "0:0:0:0:0:0:0:1", "0::1", "::0:1", "0000::0001", "::0.0.0.1", "::1%1")
                : List.of(
                        "2001:db8::5", "2001:DB8::5", "2001:0db8:0:0:0:0:0:5", "2001:db8:0::0:5", "2001:db8::0.0.0.5");
        Stream<String> ports = port == 443 ? Stream.of("", ":443") : Stream.of(":" + port);
        return new LinkedHashSet<>(ports.flatMap(number -> names.stream().map(name -> "[" + name + "]" + number + "/"))
                .toList());
    }

    private static boolean isReference(String text) {
        try {
            ImageReference.parse(text);
            return true;
        } catch (MalformedReference e) {
            return false;
        }
    }
}
