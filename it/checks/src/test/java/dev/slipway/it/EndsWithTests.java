package dev.slipway.it;

/** Programs that the tests start must not outlive them, also when somebody stops a run. */
final class EndsWithTests {
    private EndsWithTests() {}

    /** A process that is killed, with all that it has started, when this JVM ends. */
    static Process guard(Process process) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            process.descendants().forEach(ProcessHandle::destroyForcibly);
                            process.destroyForcibly();
                        },
                        "end of " + process.pid()));
        return process;
    }
}
