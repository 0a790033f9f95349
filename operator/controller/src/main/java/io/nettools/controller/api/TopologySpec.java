package io.nettools.controller.api;

/** How the pod hangs on its node is looked at when this is present; it has no fields yet. */
public record TopologySpec() {}
