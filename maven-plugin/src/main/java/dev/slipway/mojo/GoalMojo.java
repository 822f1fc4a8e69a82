package dev.slipway.mojo;

import dev.slipway.environment.BuildSession;
import dev.slipway.maven.MavenArtifacts;
import dev.slipway.maven.MavenCommand;
import dev.slipway.maven.MavenEnvironment;
import dev.slipway.maven.MavenLog;
import dev.slipway.maven.MavenModules;
import dev.slipway.output.format.OutputKind;
import dev.slipway.problem.Problem;
import dev.slipway.problem.SafeText;
import dev.slipway.project.PropertyNames;
import dev.slipway.result.OutputClaims;
import dev.slipway.result.OutputNames;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.project.ProjectBuilder;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.SessionData;
import org.jspecify.annotations.Nullable;

/** The part of the form that every goal has, and the one place where failures become Maven's. */
@SuppressWarnings("NullAway.Init") // Maven fills the fields in before execute().
abstract class GoalMojo extends AbstractMojo {
    private static final String SESSION = "dev.slipway.session";

    /**
     * If true, the goal does nothing.
     *
     * @since 0.1.0
     */
    @Parameter(property = "slipway.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Parameter(defaultValue = "${plugin.version}", readonly = true, required = true)
    private String pluginVersion;

    @Inject
    private ProjectBuilder projectBuilder;

    @Inject
    private RepositorySystem repositorySystem;

    @Inject
    private SettingsDecrypter settingsDecrypter;

    @Inject
    private MavenProjectHelper projectHelper;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        try {
            checkProperties();
            if (skip) {
                getLog().info("slipway.skip is set: nothing to do");
                skipped();
                return;
            }
            if (!files().isEmpty() && files().stream().allMatch(this::isOfAnotherModule)) {
                getLog().warn(inOtherModules(files().get(0)));
                return;
            }
            run();
        } catch (Problem e) {
            if (e.fault() == Problem.Fault.USER) {
                throw new MojoFailureException(message(e), cause(e));
            }
            throw new MojoExecutionException(message(e), cause(e));
        } catch (IOException | UncheckedIOException e) {
            throw new MojoExecutionException(
                    "reading or writing failed: " + SafeText.of(e.toString())
                            + "\n  Run the build again with -e to see where.",
                    (Exception) SafeText.cause(e));
        }
    }

    private String message(Problem problem) {
        return commands().in(String.valueOf(problem.getMessage()));
    }

    private MavenCommand commands() {
        return new MavenCommand(session, project, pluginVersion);
    }

    abstract void run() throws IOException;

    /** Maven prints the message of a cause, too, unless it is the same. */
    private Throwable cause(Problem problem) {
        if (message(problem).equals(problem.getMessage())) {
            return problem;
        }
        Throwable same = new Throwable(message(problem), problem.getCause());
        same.setStackTrace(problem.getStackTrace());
        return same;
    }

    /** Without these files the goal has nothing to do here, if another module of the build has them. */
    List<File> files() {
        return List.of();
    }

    /** True if a file is missing here and is in another module of a build whose command line names this goal. */
    private boolean isOfAnotherModule(File file) {
        return othersWith(file).findAny().isPresent();
    }

    private Stream<MavenProject> othersWith(File file) {
        File folder = project.getBasedir();
        if (file.exists()
                || folder == null
                || !file.toPath().startsWith(folder.toPath())
                || !execution.getExecutionId().equals("default-cli")) {
            return Stream.empty();
        }
        String path = folder.toPath().relativize(file.toPath()).toString();
        return session.getProjects().stream().filter(module -> new File(module.getBasedir(), path).isFile());
    }

    /** Maven runs a goal of the command line that needs no POM in one module only, the first. */
    private String inOtherModules(File file) {
        String commands = othersWith(file)
                .map(module ->
                        new MavenCommand(session, module, pluginVersion).in("mvn slipway:" + execution.getGoal()))
                .collect(Collectors.joining("\n       "));
        return "This module has no " + file.getName() + ", so there was nothing to do. Other modules have one.\n  Run: "
                + commands;
    }

    /** What is still to be done when there is nothing to do. */
    void skipped() {}

    final MavenEnvironment mavenEnvironment() {
        return new MavenEnvironment(session, settingsDecrypter);
    }

    final MavenLog mavenLog() {
        return MavenLog.of(getLog(), warnings(), session, commands()::in);
    }

    final MavenArtifacts artifacts() {
        MavenModules modules = new MavenModules(session, project, projectBuilder);
        return new MavenArtifacts(repositorySystem, session, project, modules, pluginVersion);
    }

    final String pluginVersion() {
        return pluginVersion;
    }

    /** What was warned of in this project already: the goals of a project read the same files and would say the same. */
    @SuppressWarnings("unchecked") // Maven's map is raw; this entry is nobody else's.
    private Set<String> warnings() {
        return (Set<String>)
                getPluginContext().computeIfAbsent("dev.slipway.warnings", any -> ConcurrentHashMap.newKeySet());
    }

    /** What the goals of this project share; Maven gives them one map, and another one to each project and each version of the plugin. */
    @SuppressWarnings("unchecked") // Maven's map is raw; this entry is nobody else's.
    final BuildSession buildSession() {
        return (BuildSession) getPluginContext().computeIfAbsent(SESSION, any -> new BuildSession(wholeBuild()));
    }

    /** One for all projects, which this version of the plugin alone understands. */
    private BuildSession wholeBuild() {
        SessionData data = session.getRepositorySession().getData();
        data.set(BuildSession.class, null, new BuildSession());
        return (BuildSession) data.get(BuildSession.class);
    }

    final Results results() {
        return new Results(session.getGoals(), project, projectHelper, getLog());
    }

    /** The project's properties and coordinates; those of the command line win, as they do everywhere in Maven. */
    final Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>(Map.of(
                "project.groupId", project.getGroupId(),
                "project.artifactId", project.getArtifactId(),
                "project.version", project.getVersion()));
        for (Properties each : List.of(project.getProperties(), session.getUserProperties())) {
            each.stringPropertyNames().forEach(name -> properties.put(name, each.getProperty(name)));
        }
        return properties;
    }

    /** Reserves what this execution is going to write and attach. */
    final void claim(OutputNames names, List<OutputKind> kinds) {
        claims().claim(claimant(), names, kinds);
    }

    /** @param artifactClassifier empty for none */
    final void claimArtifact(String type, String artifactClassifier) {
        claims().claimArtifact(claimant(), type, artifactClassifier);
    }

    private OutputClaims.Execution claimant() {
        return new OutputClaims.Execution(
                project.getGroupId() + ":" + project.getArtifactId() + ":" + project.getVersion(),
                execution.getGoal(),
                execution.getExecutionId());
    }

    /** One for the whole build: two modules may write into one folder, at the same time. */
    private OutputClaims claims() {
        SessionData data = session.getRepositorySession().getData();
        data.set(OutputClaims.class, null, new OutputClaims());
        return (OutputClaims) data.get(OutputClaims.class);
    }

    private void checkProperties() {
        Set<String> own = new TreeSet<>();
        session.getProjects().forEach(each -> own.addAll(each.getProperties().stringPropertyNames()));
        PropertyNames.check(
                session.getUserProperties().stringPropertyNames(), GoalProperties.of(execution), own, helpCommand());
    }

    private String helpCommand() {
        String plugin = project.getFile() == null ? execution.getPlugin().getId() : "slipway";
        return "mvn " + plugin + ":help -Ddetail";
    }

    /** True if this project has an execution of a goal of this plugin, by its packaging or its POM, or the command line names it. */
    private boolean hasGoal(String goal) {
        Plugin plugin = project.getPlugin(execution.getPlugin().getKey());
        boolean bound = plugin != null
                && plugin.getExecutions().stream()
                        .anyMatch(each -> each.getGoals().contains(goal));
        return bound
                || project.getPackaging().equals("os-image")
                || session.getGoals().stream()
                        .map(each -> each.replaceFirst("@.*", ""))
                        .anyMatch(each -> each.contains("slipway") && each.endsWith(":" + goal));
    }

    /** True if this project has an execution of another goal that has a parameter. */
    final boolean hasGoalWith(String parameter) {
        return GoalProperties.othersWith(parameter, execution).stream().anyMatch(this::hasGoal);
    }

    /** The folder of the POM; null where there is none. */
    final @Nullable Path baseFolder() {
        return project.getFile() == null ? null : project.getBasedir().toPath();
    }

    /** Where a goal without outputs keeps what it found out; null where there is no POM. */
    final @Nullable Path memory() {
        return project.getFile() == null ? null : Path.of(project.getBuild().getDirectory(), "slipway");
    }

    /** The folder that a parameter names. Where there is no POM, Maven leaves the project's folder in a default value as it is. */
    final Path outputFolder(File parameter) {
        boolean isDefault = project.getFile() == null && parameter.getPath().contains("${project.basedir}");
        return isDefault ? Path.of("target").toAbsolutePath() : parameter.toPath();
    }

    final boolean isAggregator() {
        return !project.getModules().isEmpty();
    }

    /** @param fallback the name to use where there is no POM, and so no final name but that of the command line */
    final String outputName(String finalName, String fallback) {
        boolean isMavens = finalName.equals(project.getBuild().getFinalName());
        return project.getFile() == null && isMavens ? fallback : finalName;
    }
}
