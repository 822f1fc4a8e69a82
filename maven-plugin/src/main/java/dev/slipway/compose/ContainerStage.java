package dev.slipway.compose;

import dev.slipway.content.Content;
import dev.slipway.spec.Container;
import dev.slipway.spec.ContainerSettings;
import dev.slipway.spec.Id;
import dev.slipway.spec.LinuxKit;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes a bundle of each container: {@code onboot}, {@code onshutdown}, {@code services}. */
final class ContainerStage {
    /** How images spell that they do not mind. */
    private static final List<String> ROOT = List.of("", "0", "root", "0:0", "root:root");

    private final ComposeInput input;
    private final RootTree root;
    private final Warnings warnings;
    private final BundleRoots roots;

    ContainerStage(ComposeInput input, RootTree root, Warnings warnings) {
        this.input = input;
        this.root = root;
        this.warnings = warnings;
        this.roots = new BundleRoots(root, new ImageFilter(input.mtime()));
    }

    /** @param section the key in the YAML and the directory below {@code containers} */
    void add(String section, List<Container> containers) {
        for (int i = 0; i < containers.size(); i++) {
            Container container = containers.get(i);
            // Services start side by side; the others in the order of their names.
            String number = section.equals("services") ? "" : String.format(Locale.ROOT, "%03d-", i);
            String directory = "containers/" + section + "/" + number + container.name();
            String reference = container.image().expanded();
            add(container, directory, new Origin(reference, section + "[" + i + "]"));
        }
    }

    private void add(Container container, String directory, Origin origin) {
        SourceImage image = input.images().image(container.image().reference());
        ContainerSettings settings = EffectiveSettings.of(container, image.config(), input.spec());
        boolean readonly = Boolean.TRUE.equals(settings.filesystem().readonly());
        List<RuntimeMount> rootfsMounts = roots.add(image.tree(), directory, readonly, origin);
        ConfigJson config = new ConfigJson(settings, image.config(), id -> number(id, container, settings));
        root.makeFile(directory + "/config.json", Content.of(config.print()), origin);
        root.makeFile(
                directory + "/runtime.json", Content.of(RuntimeJson.print(settings.runtime(), rootfsMounts)), origin);
        warn(container, settings, image, config);
    }

    private long number(Id id, Container container, ContainerSettings settings) {
        LinuxKit spec = input.spec();
        return spec.idOf(id)
                .orElseThrow(() -> new UnknownId(settings.places().at(keyOf(id, settings.user())), id, spec));
    }

    private static String keyOf(Id id, ContainerSettings.User user) {
        if (id.equals(user.uid())) {
            return "uid";
        }
        return id.equals(user.gid()) ? "gid" : "additionalGids";
    }

    private void warn(Container container, ContainerSettings settings, SourceImage image, ConfigJson config) {
        if (config.args().isEmpty()) {
            warnings.add(
                    container.places().whole(),
                    "neither the image nor the YAML says what to run, so this container cannot start; add:  command: [...]");
        }
        warnOfProgram(container, settings, image, config);
        warnOfHostname(settings);
        String user = image.config().user();
        if (!ROOT.contains(user) && settings.user().uid() == null) {
            warnings.add(
                    container.image().place(),
                    "the image wants to run as user '" + user + "'; LinuxKit's format ignores that and runs it as"
                            + " root. To choose, add:  uid: <number>");
        }
        Optional<Entry> resolvConf = image.tree().find("etc/resolv.conf");
        if (resolvConf.isPresent() && resolvConf.get().node() instanceof Node.Symlink link) {
            warnings.add(
                    container.image().place(),
                    "in the image /etc/resolv.conf is a link to '" + link.target()
                            + "'; the container has a file there,"
                            + " with no name server. To give it the system's, add:  binds.add: [\"/etc/resolv.conf:/etc/resolv.conf\"]");
        }
    }

    /** The host's name would change with it, so the runtime refuses to start such a container. */
    private void warnOfHostname(ContainerSettings settings) {
        String uts = settings.namespaces().uts();
        if (settings.namespaces().hostname() != null && (uts == null || uts.equals("host") || uts.equals("root"))) {
            warnings.add(
                    settings.places().at("hostname"),
                    "a container that shares the host's name cannot have one of its own, and will not start; add:"
                            + "  uts: new");
        }
    }

    /** No error: the programs of other architectures run where an emulator is registered, and a script may be mounted over. */
    private void warnOfProgram(Container container, ContainerSettings settings, SourceImage image, ConfigJson config) {
        if (config.args().isEmpty()) {
            return;
        }
        String command = config.args().get(0);
        List<String> env = settings.process().env();
        new ProgramSearch(image.tree())
                .find(command, env == null ? image.config().env() : env)
                .flatMap(program ->
                        Program.complaint(program, image.config().platform().architecture()))
                .ifPresent(complaint -> warnings.add(
                        settings.process().command() == null
                                ? container.image().place()
                                : container.places().at("command"),
                        "'" + command + "', which the container runs, is " + complaint));
    }
}
