package io.nettools.controller.api;

/** Connection tracking is recorded when this is present; it has no fields yet. */
public record ConntrackSpec() {}
