package io.nettools.controller.api;

/** The pod's connection to its node is reported when this is present; it has no fields yet. */
public record TopologySpec() {}
