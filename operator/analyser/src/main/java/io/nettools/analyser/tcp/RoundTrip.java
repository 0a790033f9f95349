package io.nettools.analyser.tcp;

/**
 * The time from a segment that passes the capture point to its acknowledgment that passes it: the way to the receiver and back. One
 * segment is timed at a time, and none that was sent again (Karn's rule, RFC 6298 §3).
 */
final class RoundTrip {
    private static final long UNKNOWN = -1;

    private boolean timing;
    private long timedEnd;
    private long timedMicros;
    private long minMicros = UNKNOWN;
    private long smoothedMicros = UNKNOWN;

    /** New bytes up to {@code end} went out. */
    void sent(long end, long micros) {
        if (!timing) {
            timing = true;
            timedEnd = end;
            timedMicros = micros;
        }
    }

    /** Something was sent again: an acknowledgment may now be that of either. */
    void sentAgain() {
        timing = false;
    }

    void acknowledged(long acknowledgment, long micros) {
        if (!timing || acknowledgment < timedEnd) {
            return;
        }
        timing = false;
        // a clock that was set back must not make this the mark for "not known"
        long sample = Math.max(0, micros - timedMicros);
        minMicros = minMicros == UNKNOWN ? sample : Math.min(minMicros, sample);
        // RFC 6298 §2 with alpha 1/8
        smoothedMicros = smoothedMicros == UNKNOWN ? sample : (7 * smoothedMicros + sample) / 8;
    }

    long minMicros() {
        return minMicros;
    }

    long smoothedMicros() {
        return smoothedMicros;
    }
}
