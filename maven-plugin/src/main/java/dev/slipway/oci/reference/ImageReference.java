package dev.slipway.oci.reference;

/** Where an image comes from, in the notation container tools use. */
public sealed interface ImageReference permits RegistryReference, ArchiveReference, MavenReference {
    /**
     * Reads {@code name[:tag][@digest]}, {@code oci:dir[:ref]}, {@code oci-archive:file.tar[:ref]},
     * {@code docker-archive:file.tar[:ref]} or {@code maven:groupId:artifactId[:version]}.
     *
     * @throws MalformedReference if the text is none of these
     */
    static ImageReference parse(String text) {
        ReferenceParser parser = new ReferenceParser(text);
        return parser.parse();
    }

    /**
     * The one spelling of this reference, and the lock's key: {@code docker.io/library/busybox} for {@code busybox}. Two texts that
     * mean one image of one server or file give one spelling; a tag is never added.
     */
    String canonical();

    /** What the rules of a policy are for: the canonical reference without tag, digest, version and ref. */
    String name();
}
