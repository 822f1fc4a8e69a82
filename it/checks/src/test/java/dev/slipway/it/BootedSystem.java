package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What a system of the base packages says and does; the words are those of the init package. */
final class BootedSystem {
    private static final Duration BOOT = Duration.ofMinutes(6);

    private final Guest guest;

    BootedSystem(Guest guest) {
        this.guest = guest;
    }

    /** Each container of onboot is announced, in this order and no other. */
    void expectOnboot(String... names) {
        for (String name : names) {
            guest.await("onboot " + name + ": done", BOOT);
        }
        List<String> told = guest.console()
                .lines()
                .filter(line -> line.contains("onboot ") && line.contains(": done"))
                .map(line -> line.replaceAll(".*onboot (\\S+): done.*", "$1"))
                .toList();
        assertThat(told).isEqualTo(Arrays.asList(names));
    }

    /** The services run under containerd, by the list that {@code ctr} prints. */
    void expectServices(String... names) {
        for (String name : names) {
            guest.await("^" + name + "\\s+\\d+\\s+RUNNING", BOOT);
        }
        Checks.measured("services run after " + Math.round(guest.seconds()) + " s of emulation");
    }

    /** nginx answers through the forwarded port. */
    String expectPage() {
        HttpResponse<String> page = answer(guest.httpPort());
        assertThat(page.headers().firstValue("server").orElse("")).contains("nginx");
        return page.body();
    }

    /** A service on port 8080 answers. */
    String expectService() {
        return answer(guest.servicePort()).body();
    }

    private HttpResponse<String> answer(int port) {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .timeout(Duration.ofSeconds(20))
                .build();
        long end = System.nanoTime() + BOOT.toNanos();
        IOException last = new IOException("never asked");
        while (System.nanoTime() < end) {
            try {
                HttpResponse<String> page = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(page.statusCode()).isEqualTo(200);
                Checks.measured("first page after " + Math.round(guest.seconds()) + " s of emulation");
                return page;
            } catch (IOException e) {
                last = e;
                Guest.pause(Duration.ofSeconds(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("no page: " + last + "\n" + guest.console());
    }

    /** The power button runs the onshutdown containers, and the machine ends by itself. */
    void powerOffWith(String... onshutdown) {
        guest.pressPowerButton();
        for (String name : onshutdown) {
            guest.await("onshutdown " + name + ": done", Duration.ofMinutes(2));
        }
        assertThat(guest.awaitEnd(Duration.ofMinutes(2))).isZero();
        Checks.measured("powered off after " + Math.round(guest.seconds()) + " s of emulation");
    }
}
