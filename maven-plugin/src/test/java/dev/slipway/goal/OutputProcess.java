package dev.slipway.goal;

import dev.slipway.environment.BuildEnvironment;
import dev.slipway.output.format.KernelInitrd;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.result.OutputNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Another process that builds: {@code java OutputProcess <project> <store> <target> <compression>}. */
final class OutputProcess {
    private static final long TIMESTAMP = 1_492_533_000L;

    private OutputProcess() {}

    public static void main(String[] args) throws IOException {
        build(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), args[3]);
    }

    /** Builds an initrd and gives what was logged. */
    static List<String> build(Path project, Path store, Path target, String compression) throws IOException {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        BuildEnvironment environment = new BuildEnvironment(
                store,
                true,
                List.of(),
                List.of(),
                List.of(),
                id -> Optional.empty(),
                (group, artifact, version, classifier, type) -> {
                    throw new IllegalStateException("the project has no artifacts");
                },
                new TestProject.Recorder(log));
        LinuxKitProject os = LinuxKitProject.of(List.of(project.resolve("linuxkit.yml")), null, "linux/amd64");
        new LockImages(environment).run(os, List.of(), false);
        new BuildSystem(environment)
                .run(
                        os,
                        new BuildSystem.Request(
                                OutputNames.of(target, "os"), TIMESTAMP, List.of(new KernelInitrd(compression))));
        return log;
    }
}
