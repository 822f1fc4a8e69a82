package dev.slipway.registry.login;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks credentials up in a JVM of its own: the arguments are the file of {@code docker login} and the hosts. */
public final class CredentialsProcess {
    private CredentialsProcess() {}

    public static void main(String[] arguments) {
        DockerCredentials credentials = new DockerCredentials(
                List.of(Path.of(arguments[0])), (file, limit) -> Optional.of(Files.readAllBytes(file)));
        for (int i = 1; i < arguments.length; i++) {
            System.out.println(arguments[i] + " "
                    + credentials
                            .find(arguments[i], "image")
                            .map(found -> found.username() + ":" + found.secret() + ", " + found)
                            .orElse("none"));
        }
        System.out.println(credentials.places());
    }
}
