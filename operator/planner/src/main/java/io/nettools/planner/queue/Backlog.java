package io.nettools.planner.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * The traces that wait for places.
 *
 * @param since when the oldest of them was created; empty when none waits
 */
public record Backlog(int length, Optional<Instant> since) {}
