package dev.slipway.maven;

import dev.slipway.problem.SafeText;
import dev.slipway.problem.ShellWord;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.project.MavenProject;

/**
 * The command that runs a goal for a project from where this build was started. Messages name goals as {@code mvn slipway:resolve};
 * only Maven's session knows which folder, POM, module and settings that needs, and whether Maven knows the prefix there.
 *
 * @param version of the plugin
 */
public record MavenCommand(MavenSession session, MavenProject project, String version) {
    private static final String PLUGIN = "dev.slipway:slipway-maven-plugin";
    private static final Pattern GOAL = Pattern.compile("mvn slipway:([a-z-]+)");
    private static final Pattern PACKAGE = Pattern.compile("mvn package\\b");

    /** These say what a run is to do; the others say with which files. */
    private static final Set<String> OF_ONE_RUN = Set.of("slipway.update", "slipway.frozen", "slipway.skip");

    /** A message with commands that work here. */
    public String in(String message) {
        String goals = GOAL.matcher(message).replaceAll(goal -> Matcher.quoteReplacement(goal(goal.group(1))));
        return hasPom() ? goals : PACKAGE.matcher(goals).replaceAll(Matcher.quoteReplacement(goal("initrd")));
    }

    private String goal(String name) {
        if (name.equals("help")) {
            return "mvn " + (knowsPrefix() && session.getAllProjects().size() == 1 ? "slipway" : PLUGIN + ":" + version)
                    + ":help";
        }
        List<String> words = start(reactorPom());
        words.add((knowsPrefix() ? "slipway" : PLUGIN + ":" + version) + ":" + name);
        if (session.getAllProjects().size() > 1) {
            String module = relative(reactorFolder(), project.getBasedir().toPath());
            words.addAll(module.isEmpty() ? List.of("-N") : List.of("-pl", module));
        }
        return text(
                words,
                property -> property.startsWith("slipway.")
                        && (name.equals("run") || !property.startsWith("slipway.run.")));
    }

    /**
     * Packages a module and what it needs.
     *
     * @param aggregator a POM that lists the module; empty if this build began at one
     */
    public String packaging(MavenProject module, Optional<Path> aggregator) {
        Path folder = aggregator.map(Path::getParent).orElse(reactorFolder());
        List<String> words = start(aggregator.or(this::reactorPom));
        words.addAll(
                List.of("package", "-pl", relative(folder, module.getBasedir().toPath()), "-am"));
        return text(words, property -> false);
    }

    private boolean hasPom() {
        return project.getFile() != null;
    }

    private Optional<Path> reactorPom() {
        return Optional.ofNullable(session.getRequest().getPom()).map(File::toPath);
    }

    private Path reactorFolder() {
        return Path.of(session.getExecutionRootDirectory());
    }

    /** Maven looks for the prefix in the POM of the first project that it builds. */
    private boolean knowsPrefix() {
        PluginManagement managed = project.getPluginManagement();
        return project.getPlugin(PLUGIN) != null
                || managed != null && managed.getPluginsAsMap().containsKey(PLUGIN);
    }

    private List<String> start(Optional<Path> pom) {
        List<String> words = new ArrayList<>(List.of("mvn"));
        MavenExecutionRequest request = session.getRequest();
        Path here = Path.of(System.getProperty("user.dir"));
        Optional<Path> other = pom.filter(file -> hasPom() && !file.equals(here.resolve("pom.xml")));
        other.ifPresent(file -> words.addAll(List.of("-f", relative(here, file))));
        File settings = request.getUserSettingsFile();
        if (settings != null && !settings.equals(defaultSettings())) {
            words.addAll(List.of("-s", relative(here, settings.toPath())));
        }
        return words;
    }

    private static File defaultSettings() {
        return Path.of(System.getProperty("user.home"), ".m2", "settings.xml").toFile();
    }

    /** @param isNeeded says which of the user's properties the command needs, besides that of the local repository */
    private String text(List<String> words, Predicate<String> isNeeded) {
        if (!session.getRequest().getActiveProfiles().isEmpty()) {
            words.add("-P" + String.join(",", session.getRequest().getActiveProfiles()));
        }
        Properties properties = session.getUserProperties();
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            boolean needed = isNeeded.test(name) || name.equals("maven.repo.local");
            if (needed && !OF_ONE_RUN.contains(name)) {
                words.add("-D" + name + "=" + SafeText.of(properties.getProperty(name)));
            }
        }
        return String.join(" ", words.stream().map(ShellWord::of).toList());
    }

    /** As somebody would type it in a folder. */
    private static String relative(Path folder, Path file) {
        Path from = folder.toAbsolutePath().normalize();
        Path to = file.toAbsolutePath().normalize();
        return from.getRoot().equals(to.getRoot()) ? from.relativize(to).toString() : to.toString();
    }
}
