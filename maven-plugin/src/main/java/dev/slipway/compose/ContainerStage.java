package dev.slipway.compose;

import dev.slipway.compose.program.CommandCheck;
import dev.slipway.compose.runtime.ConfigJson;
import dev.slipway.compose.runtime.RuntimeJson;
import dev.slipway.compose.runtime.RuntimeMount;
import dev.slipway.content.Content;
import dev.slipway.oci.ImageConfig;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.container.Container;
import dev.slipway.spec.container.ContainerSettings;
import dev.slipway.spec.container.Id;
import dev.slipway.tree.Entry;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import java.util.ArrayList;
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
    private final ImageFilter filter;
    private final List<ComposedContainer> composed = new ArrayList<>();

    ContainerStage(ComposeInput input, RootTree root, Warnings warnings) {
        this.input = input;
        this.root = root;
        this.warnings = warnings;
        this.filter = new ImageFilter(input.mtime());
        this.roots = new BundleRoots(root, filter);
    }

    /** The containers that were added so far. */
    List<ComposedContainer> composed() {
        return List.copyOf(composed);
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
        ConfigJson config = new ConfigJson(settings, image.config(), id -> number(id, settings));
        root.makeFile(directory + "/config.json", Content.of(config.print()), origin);
        root.makeFile(
                directory + "/runtime.json", Content.of(RuntimeJson.print(settings.runtime(), rootfsMounts)), origin);
        Id uid = settings.user().uid();
        ComposedContainer made =
                new ComposedContainer(container, settings, image.tree(), uid == null ? 0 : number(uid, settings));
        composed.add(made);
        warn(container, settings, image, config);
        new MountTargets(filter, warnings).warn(made);
        warnOfCommand(made, image.config(), config);
    }

    private long number(Id id, ContainerSettings settings) {
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
        warnOfDirectory(container, settings, config);
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

    private void warnOfDirectory(Container container, ContainerSettings settings, ConfigJson config) {
        String cwd = config.writtenCwd();
        if (!cwd.isEmpty() && !cwd.startsWith("/")) {
            warnings.add(
                    settings.process().cwd() == null
                            ? container.image().place()
                            : settings.places().at("cwd"),
                    "the working directory '" + cwd + "' is not absolute, and runc would refuse it; it becomes '"
                            + config.cwd() + "'. To choose another, add:  cwd: /path");
        }
    }

    /** No error: the programs of other architectures run where an emulator is registered, and LinuxKit builds such a system, too. */
    private void warnOfCommand(ComposedContainer container, ImageConfig image, ConfigJson config) {
        if (config.args().isEmpty()) {
            return;
        }
        CommandCheck.Command command = new CommandCheck.Command(
                config.args(), config.env(), config.cwd(), image.platform().architecture());
        new CommandCheck(container.tree(), container.mountPoints())
                .complaint(command)
                .ifPresent(complaint -> warnings.add(
                        container.settings().process().command() == null
                                ? container.yaml().image().place()
                                : container.yaml().places().at("command"),
                        complaint));
    }
}
