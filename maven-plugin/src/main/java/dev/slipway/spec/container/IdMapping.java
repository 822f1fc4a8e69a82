package dev.slipway.spec.container;

/** An entry of {@code uidMappings} or {@code gidMappings} (OCI runtime-spec, "User namespace mappings"). */
public record IdMapping(long hostId, long containerId, long size) {}
