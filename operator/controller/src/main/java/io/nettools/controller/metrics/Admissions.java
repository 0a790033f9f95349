package io.nettools.controller.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When traces were admitted that do not capture yet, to the millisecond: a status that is read again has whole seconds.
 * What another process admitted is not known here.
 */
final class Admissions {
    /** More than traces that can start at a time; those that never attach are forgotten, oldest first. */
    private static final int MOST = 1000;

    private final Map<String, Instant> admitted = new LinkedHashMap<>();

    /** Notes an admission; returns the time that the trace took to attach, if that is known. */
    synchronized Optional<Duration> see(String uid, Steps steps) {
        steps.admitted().ifPresent(at -> admitted.put(uid, at));
        if (admitted.size() > MOST) {
            admitted.remove(admitted.keySet().iterator().next());
        }
        if (steps.attached().isEmpty() && steps.finished().isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> begin = Optional.ofNullable(admitted.remove(uid));
        return steps.attached().flatMap(end -> begin.map(at -> Duration.between(at, end)));
    }
}
