import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A service that says when it is ready, and, by a shutdown hook, that it ends. */
final class LastWord {
    public static void main(String[] arguments) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> write("hook")));
        write("ready");
        Thread.sleep(Long.MAX_VALUE);
    }

    private static void write(String fact) {
        try {
            Files.writeString(Path.of("/facts", fact), fact);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
