package io.nettools.analyser.tcp;

/**
 * The time from a segment at the capture point to its acknowledgment there: the round trip to the receiver. One segment
 * is timed at a time, and never a retransmitted one (Karn's rule, RFC 6298 §3). A part of an {@link Endpoint}.
 */
abstract class RoundTrip extends Progress {
    private static final long UNKNOWN = -1;

    private boolean timing;
    private long timedEnd;
    private long timedMicros;
    private long minMicros;
    private long smoothedMicros;

    @Override
    void clear() {
        super.clear();
        timing = false;
        timedEnd = 0;
        timedMicros = 0;
        minMicros = UNKNOWN;
        smoothedMicros = UNKNOWN;
    }

    /** Notes new bytes up to {@code end}. */
    void sent(long end, long micros) {
        if (!timing) {
            timing = true;
            timedEnd = end;
            timedMicros = micros;
        }
    }

    /** Notes a retransmission: the next acknowledgment may be for either segment. */
    void sentAgain() {
        timing = false;
    }

    @Override
    void acknowledged(long acknowledgment, long micros) {
        super.acknowledged(acknowledgment, micros);
        if (!timing || acknowledgment < timedEnd) {
            return;
        }
        timing = false;
        // a clock that was set back must not give the mark for "unknown"
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
