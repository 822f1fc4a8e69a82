package dev.slipway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Machines that start the small system, two at a time. */
final class Starts {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    /** A machine, and what the system must say on it. */
    private record Start(Medium medium, List<String> words) {}

    private final List<Start> starts = new ArrayList<>();

    Starts with(Medium medium, String... words) {
        starts.add(new Start(medium, List.of(words)));
        return this;
    }

    /** Waits until each has said everything. */
    void require() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> running = new ArrayList<>();
            for (Start start : starts) {
                running.add(two.submit(() -> run(start)));
            }
            for (Future<String> each : running) {
                Checks.measured(each.get());
            }
        } finally {
            two.shutdownNow();
        }
    }

    /** The same for one machine. */
    static void require(Medium medium, String... words) {
        Checks.measured(run(new Start(medium, List.of(words))));
    }

    /** Gives a sentence with the seconds that it took. */
    private static String run(Start start) {
        try (Guest guest = Guest.boot(start.medium().options())) {
            guest.await(SmallSystem.END, LIMIT);
            assertThat(guest.console()).contains(start.words());
            return start.medium() + ": started after " + Math.round(guest.seconds()) + " s of emulation";
        }
    }
}
