package dev.slipway.registry.login;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The files in which Podman, skopeo and Docker keep logins (containers-auth.json(5), docker-login(1)), in the order in which they are
 * asked.
 *
 * @param environment of the process
 * @param home of the user
 * @param userId number of the user; empty where users have none
 */
public record LoginFiles(Map<String, String> environment, Path home, String userId) {
    public LoginFiles {
        environment = Map.copyOf(environment);
    }

    /** All places, whether there is a file or not. */
    public List<Path> paths() {
        List<Path> files = new ArrayList<>();
        add(files, "REGISTRY_AUTH_FILE");
        add(files, "XDG_RUNTIME_DIR", "containers", "auth.json");
        if (!userId.isEmpty()) {
            // Where there is no session, as for root and in containers.
            files.add(Path.of("/run/containers", userId, "auth.json"));
        }
        files.add(folder("XDG_CONFIG_HOME", ".config").resolve(Path.of("containers", "auth.json")));
        files.add(folder("DOCKER_CONFIG", ".docker").resolve("config.json"));
        return files;
    }

    /** Who sets the variable does not want the usual folder to be read. */
    private Path folder(String variable, String usual) {
        String folder = environment.getOrDefault(variable, "");
        return folder.isEmpty() ? home.resolve(usual) : Path.of(folder);
    }

    private void add(List<Path> files, String variable, String... below) {
        String folder = environment.getOrDefault(variable, "");
        if (!folder.isEmpty()) {
            files.add(Path.of(folder, below));
        }
    }
}
