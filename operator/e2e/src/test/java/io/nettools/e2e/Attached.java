package io.nettools.e2e;

import java.time.Duration;
import java.time.Instant;

/**
 * Seconds from the apply of a pod or a trace until its user saw that it is ready or captures, in parts.
 *
 * @param made until the API server had the pod
 * @param ready from then until the kubelet reported that the pod is ready
 * @param seen from then until the user saw it
 */
record Attached(double made, double ready, double seen) {
    /** From the API server's audit log. */
    static Attached of(AuditTrail.PodStart pod, Instant applied, Instant seen) {
        return new Attached(seconds(applied, pod.made()), seconds(pod.made(), pod.ready()), seconds(pod.ready(), seen));
    }

    double total() {
        return made + ready + seen;
    }

    private static double seconds(Instant from, Instant until) {
        return Duration.between(from, until).toNanos() / 1e9;
    }
}
