package io.nettools.analyser.startup;

import io.nettools.analyser.opening.Failure;

/**
 * Starts that one server refused for one cause.
 *
 * @param servesOthers whether another connection with that server was served, or was encrypted before it could be known
 */
public record Refusals(Failure<Refusal> failure, boolean servesOthers) {}
