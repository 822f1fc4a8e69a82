package dev.slipway.spec.container;

/** The label of an image that says how LinuxKit runs it. */
public final class LinuxKitLabel {
    /** Its name, which dates from the time when LinuxKit was called Moby. */
    public static final String NAME = "org.mobyproject.config";

    private LinuxKitLabel() {}
}
