package io.nettools.controller.observe;

import io.nettools.planner.trace.Trace.Identity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests for the answers to one trace's questions. No trace may wait for them: after a failure no more of the same
 * kind are made, and none after some seconds.
 */
final class Reads {
    private static final Logger LOG = LoggerFactory.getLogger(Reads.class);

    /** Time after which no more request begins; the last one has the deadline of any request. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Identity trace;
    private final InstantSource clock;
    private final Instant until;
    private final Set<String> failed = new HashSet<>();
    private int made;

    Reads(Identity trace, InstantSource clock) {
        this.trace = trace;
        this.clock = clock;
        this.until = clock.instant().plus(PATIENCE);
    }

    /**
     * The answer to a request; empty when it cannot be had now.
     *
     * @param kind of requests, e.g. {@code pods}: they fail alike
     */
    <T> Optional<T> read(String kind, Supplier<T> request) {
        return read(kind, 1, request);
    }

    /**
     * The answer to several requests at once; empty when it cannot be had now.
     *
     * @param requests how many they are
     */
    <T> Optional<T> read(String kind, int requests, Supplier<T> request) {
        if (failed.contains(kind) || clock.instant().isAfter(until)) {
            return Optional.empty();
        }
        made += requests;
        try {
            return Optional.of(request.get());
        } catch (RuntimeException e) {
            failed.add(kind);
            LOG.warn(
                    "phase=Named trace={} {} cannot be read, so that an answer lacks names or policies: {}",
                    trace,
                    kind,
                    Untrusted.text(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    /** Whether each request so far was made and answered. */
    boolean complete() {
        return failed.isEmpty() && !clock.instant().isAfter(until);
    }

    int made() {
        return made;
    }
}
