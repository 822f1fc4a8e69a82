package dev.slipway.verify;

import dev.slipway.content.Digest;
import dev.slipway.environment.BuildEnvironment;
import dev.slipway.environment.BuildLog;
import dev.slipway.environment.BuildSession;
import dev.slipway.images.ImageStore;
import dev.slipway.lock.Lock;
import dev.slipway.lock.LockedImage;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.ImageConfig;
import dev.slipway.oci.ImageDocument;
import dev.slipway.oci.Index;
import dev.slipway.oci.Manifest;
import dev.slipway.oci.Platform;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.project.LinuxKitProject;
import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.Trust;
import dev.slipway.trust.TrustCheck;
import dev.slipway.trust.TrustReport;
import dev.slipway.trust.Verdict;
import dev.slipway.trust.VerificationRequest;
import dev.slipway.trust.evidence.Subject;
import dev.slipway.trust.notary.NotaryState;
import dev.slipway.trust.policy.BuiltInRoot;
import dev.slipway.trust.policy.DefaultRule;
import dev.slipway.trust.policy.Policy;
import dev.slipway.trust.policy.Rule;
import dev.slipway.trust.policy.TrustSection;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks of locked images whether policy and YAML let them through. */
public final class TrustGate {
    /** The base package that an ISO starts by; the YAML does not name it. */
    private static final ImageReference BOOT_LOADER = ImageReference.parse("maven:dev.slipway.packages:bootloader");

    private final BuildLog log;
    private final LinuxKitProject project;
    private final ImageStore images;
    private final Map<String, ImageReference> references = new LinkedHashMap<>();
    private final Clock clock;
    private final Policy policy;
    private final TrustSection section;
    private final RemoteFetcher world;
    private final CachedVerifier evidence;

    public TrustGate(
            BuildEnvironment environment, LinuxKitProject project, LinuxKit spec, ImageStore images, Clock clock) {
        this.log = environment.log();
        this.project = project;
        this.images = images;
        this.clock = clock;
        spec.images().forEach(image -> references.put(image.reference().canonical(), image.reference()));
        this.policy = TrustPolicyFile.read(project);
        Trust trust = spec.trust();
        this.section = trust == null ? TrustSection.NONE : new TrustSection(trust.images(), trust.organisations());
        this.world = new RemoteFetcher(environment);
        this.evidence = new CachedVerifier(images.store(), policy, new TrustCheck(policy, section, clock), world);
    }

    /**
     * What was found.
     *
     * @param notary what is to be remembered of Notary repositories
     * @param requests how often the world was asked
     */
    public record Finding(TrustReport report, SortedMap<String, NotaryState> notary, int requests) {
        /** True if nobody outside was asked, and there is nothing to warn of or to keep in the lock. */
        public boolean isSettled() {
            return requests == 0 && notary.isEmpty() && report.warnings().isEmpty();
        }
    }

    /**
     * Looks at every image of the YAML that has a pin, and at every boot loader; a module that is not packaged yet has none.
     *
     * @param pins those of the lock, and those of modules as they are now: the commit pins a module as well as a digest would
     */
    public Finding check(Lock pins) throws IOException {
        SortedMap<String, NotaryState> seen = new TreeMap<>(pins.notary());
        List<Verdict> verdicts = new ArrayList<>();
        Map<ImageReference, LockedImage> all = new LinkedHashMap<>();
        for (ImageReference reference : references.values()) {
            pins.find(reference.canonical()).ifPresent(pin -> all.put(reference, pin));
        }
        pins.bootLoaders().forEach(pin -> all.put(ImageReference.parse(pin.reference()), pin));
        for (Map.Entry<ImageReference, LockedImage> each : all.entrySet()) {
            Verdict verdict = evidence.verdict(request(each.getKey(), each.getValue(), true), seen);
            seen.putAll(verdict.notary());
            verdicts.add(verdict);
        }
        // A module that is not packaged yet has no pin, and its rule is for an image all the same.
        Set<ImageReference> named = new LinkedHashSet<>(references.values());
        named.addAll(all.keySet());
        return new Finding(new TrustReport(policy, verdicts, warnings(named)), seen, world.requestCount());
    }

    /** @throws ImagesNotTrusted unless every image of the YAML may be used; who builds an ISO asks of its boot loader besides */
    public void require(Lock pins) throws IOException {
        if (!asksNothing()) {
            Lock asked = pins.withBootLoaders(List.of());
            images.environment().session().once(approval(asked.images()), () -> approved(asked));
        }
    }

    /** True if every image that the lock pins may be used, whatever it is. */
    public boolean asksNothing() {
        return policy.rules().isEmpty()
                && section.equals(TrustSection.NONE)
                && policy.byDefault().compareTo(DefaultRule.LISTED) <= 0;
    }

    private Boolean approved(Lock pins) throws IOException {
        Finding found = check(pins);
        found.report().warnings().forEach(log::warn);
        ImagesNotTrusted.check(found.report());
        return true;
    }

    /** Remembers for the other goals of the project that every image of a lock may be used: {@link #check} has found nothing against it. */
    public void approve(Lock pins) throws IOException {
        images.environment().session().once(approval(pins.images()), () -> true);
        for (LockedImage bootLoader : pins.bootLoaders()) {
            images.environment().session().once(approval(List.of(bootLoader)), () -> true);
        }
    }

    private Approval approval(Collection<LockedImage> pins) {
        SortedMap<String, Digest> digests = new TreeMap<>();
        pins.forEach(pin -> digests.put(pin.reference(), pin.root().digest()));
        return new Approval(policy, section, project.platform(), Set.copyOf(references.keySet()), digests);
    }

    /**
     * All that an approval depends on, for the time of a build.
     *
     * @param named by the YAML
     * @param pins the images that were asked about
     */
    private record Approval(
            Policy policy, TrustSection section, Platform platform, Set<String> named, SortedMap<String, Digest> pins)
            implements BuildSession.Key<Boolean> {
        @Override
        public Class<Boolean> type() {
            return Boolean.class;
        }
    }

    /** @throws ImagesNotTrusted unless a boot loader may be used, which is no image of the YAML */
    public void require(ImageReference bootLoader, LockedImage pin) throws IOException {
        images.environment().session().once(approval(List.of(pin)), () -> {
            Verdict verdict = evidence.verdict(request(bootLoader, pin, true), new TreeMap<>());
            ImagesNotTrusted.check(new TrustReport(policy, List.of(verdict), List.of()));
            return true;
        });
    }

    private VerificationRequest request(ImageReference reference, LockedImage image, boolean locked)
            throws IOException {
        Subject subject = new Subject(reference, image.root(), images.document(reference, image.root()));
        boolean wanted = policy.rule(reference)
                .filter(rule -> rule.level() != Rule.Level.INDEX)
                .isPresent();
        return new VerificationRequest(
                subject, locked ? image.root().digest() : null, wanted ? platform(subject) : null);
    }

    private VerificationRequest.@Nullable PlatformSubject platform(Subject root) throws IOException {
        Descriptor descriptor = root.descriptor();
        ImageDocument document = ImageDocument.parse(root.manifest(), descriptor.mediaType());
        byte[] bytes = root.manifest();
        if (document instanceof Index index) {
            descriptor = images.flat(root.reference(), index)
                    .choose(project.platform(), root.reference().canonical());
            bytes = images.document(root.reference(), descriptor);
            document = ImageDocument.parse(bytes, descriptor.mediaType());
        }
        if (!(document instanceof Manifest manifest)) {
            return null;
        }
        ImageConfig config = ImageConfig.parse(images.document(root.reference(), manifest.config()));
        return new VerificationRequest.PlatformSubject(
                root.with(descriptor, bytes), project.platform(), config.platform());
    }

    private List<String> warnings(Collection<ImageReference> all) {
        List<String> warnings = new ArrayList<>();
        policy.rules().stream()
                .filter(rule -> all.stream().noneMatch(rule.scope()::covers)
                        && !rule.scope().covers(BOOT_LOADER))
                .forEach(rule -> warnings.add(
                        rule.place() + ": the rule for " + rule.scope() + " matches no image of this system"));
        section.unmatched(all)
                .forEach(entry -> warnings.add(
                        "'trust' names " + entry + ", but the YAML has no such image: correct or remove the name"));
        if (policy.usesBuiltInRoot() && BuiltInRoot.isOld(clock.instant())) {
            warnings.add("the trusted root of the public Sigstore instance is the plugin's own, of "
                    + BuiltInRoot.DATE.toString().substring(0, 10)
                    + "; signatures with newer keys are rejected. Name a newer one under 'roots' of "
                    + TrustPolicyFile.NAME);
        }
        return warnings;
    }
}
