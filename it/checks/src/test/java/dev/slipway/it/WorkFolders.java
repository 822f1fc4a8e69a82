package dev.slipway.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * The folders that a test class makes. They go when the class has passed: all of them together are larger than the disk of many a
 * machine. Those of a class that failed stay, to be looked at. JUnit finds this extension by itself, and runs one class at a time in a JVM.
 */
public final class WorkFolders implements AfterAllCallback, TestWatcher {
    private static final Map<String, List<Path>> MADE = new HashMap<>();
    private static boolean failed;

    /** An empty folder below the tests' own, for the test class that asks: another one may be running, and use a method of it. */
    static synchronized Path empty(String name) {
        Path folder = emptied(Checks.work().resolve(name));
        MADE.computeIfAbsent(Checks.testClass(), any -> new ArrayList<>()).add(folder);
        return folder;
    }

    /** Empties a folder, or makes it. */
    static Path emptied(Path folder) {
        delete(folder);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        fail();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            fail();
        }
        end(context.getRequiredTestClass().getSimpleName());
    }

    private static synchronized void fail() {
        failed = true;
    }

    private static synchronized void end(String test) {
        List<Path> made = MADE.getOrDefault(test, List.of());
        if (!failed) {
            made.forEach(WorkFolders::delete);
        }
        MADE.remove(test);
        failed = false;
    }

    /** With a program: a folder may hold what a container or an image unpacked by root has left. */
    static void delete(Path folder) {
        Command.of("rm", "-rf", folder.toString()).succeed();
    }
}
