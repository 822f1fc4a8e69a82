import com.google.inject.AbstractModule;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.maven.Maven;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequestPopulator;
import org.apache.maven.execution.MavenExecutionResult;
import org.apache.maven.extension.internal.CoreExports;
import org.apache.maven.extension.internal.CoreExtensionEntry;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuilder;
import org.apache.maven.settings.building.SettingsBuildingRequest;
import org.codehaus.plexus.DefaultContainerConfiguration;
import org.codehaus.plexus.DefaultPlexusContainer;
import org.codehaus.plexus.PlexusConstants;
import org.codehaus.plexus.classworlds.ClassWorld;
import org.codehaus.plexus.classworlds.realm.ClassRealm;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Maven in a loop in one process, with one container, so that plugins stay loaded as in a Maven daemon. Arguments: a settings file and a
 * local repository. Each line of the input is a build: the folder of a POM, a tab, goals, and properties as {@code -Dname=value}. Each
 * build prints its seconds and processor seconds. An empty line prints what the builds so far have left behind: threads, KiB of the heap,
 * and classes.
 */
public final class WarmMaven {
    private final DefaultPlexusContainer container;
    private final File settings;
    private final String repository;

    private WarmMaven(String settings, String repository) throws Exception {
        this.settings = new File(settings);
        this.repository = repository;
        ClassWorld world = new ClassWorld("plexus.core", WarmMaven.class.getClassLoader());
        ClassRealm core = world.getRealm("plexus.core");
        CoreExtensionEntry entry = CoreExtensionEntry.discoverFrom(core);
        CoreExports exports = new CoreExports(core, entry.getExportedArtifacts(), entry.getExportedPackages());
        container = new DefaultPlexusContainer(
                new DefaultContainerConfiguration()
                        .setClassWorld(world)
                        .setRealm(core)
                        .setClassPathScanning(PlexusConstants.SCANNING_INDEX)
                        .setAutoWiring(true)
                        .setJSR250Lifecycle(true)
                        .setName("maven"),
                new AbstractModule() {
                    @Override
                    protected void configure() {
                        bind(ILoggerFactory.class).toInstance(LoggerFactory.getILoggerFactory());
                        bind(CoreExports.class).toInstance(exports);
                    }
                });
    }

    /** See above. */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        // What a build says belongs into the log.
        System.setOut(System.err);
        WarmMaven maven = new WarmMaven(arguments[0], arguments[1]);
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                answers.println(left());
                answers.flush();
                continue;
            }
            long cpu = process.getProcessCpuTime();
            long start = System.nanoTime();
            String[] parts = line.split("\t");
            maven.build(new File(parts[0]), parts[1].strip().split(" +"));
            answers.printf(
                    Locale.ROOT,
                    "%.3f %.2f%n",
                    (System.nanoTime() - start) / 1e9,
                    (process.getProcessCpuTime() - cpu) / 1e9);
            answers.flush();
        }
    }

    /**
     * The threads of the JDK's HTTP clients end when their client is garbage, and after a minute without work; they get a little more
     * than that.
     */
    private static String left() throws InterruptedException {
        long end = System.nanoTime() + 75_000_000_000L;
        do {
            System.gc();
            Thread.sleep(1000);
        } while (System.nanoTime() < end
                && Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(thread -> thread.getName().startsWith("HttpClient-")));
        System.gc();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 10;
        int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
        return threads.getThreadCount() + " " + heap + " " + classes;
    }

    private void build(File folder, String[] words) throws Exception {
        SettingsBuildingRequest files = new DefaultSettingsBuildingRequest().setUserSettingsFile(settings);
        Properties properties = new Properties();
        List<String> goals = new ArrayList<>();
        for (String word : words) {
            if (word.startsWith("-D")) {
                int equals = word.indexOf('=');
                properties.setProperty(word.substring(2, equals), word.substring(equals + 1));
            } else {
                goals.add(word);
            }
        }
        MavenExecutionRequest request = new DefaultMavenExecutionRequest();
        MavenExecutionRequestPopulator populator = container.lookup(MavenExecutionRequestPopulator.class);
        populator.populateFromSettings(
                request, container.lookup(SettingsBuilder.class).build(files).getEffectiveSettings());
        request.setLocalRepositoryPath(repository);
        populator.populateDefaults(request);
        request.setPom(new File(folder, "pom.xml"))
                .setBaseDirectory(folder)
                .setGoals(goals)
                .setUserProperties(properties)
                .setSystemProperties(System.getProperties())
                .setInteractiveMode(false)
                .setCacheNotFound(true)
                .setCacheTransferError(false);
        request.setMultiModuleProjectDirectory(folder);
        MavenExecutionResult result = container.lookup(Maven.class).execute(request);
        if (result.hasExceptions()) {
            throw new IllegalStateException(String.join(" ", words), result.getExceptions().get(0));
        }
    }
}
