package io.nettools.analyser.dns;

/** Latencies of answers in a fixed amount of memory: a histogram with four steps for each doubling. */
final class Latencies {
    private static final int STEPS = 4;

    private final long[] counts;
    private long count;
    private long max;

    Latencies() {
        counts = new long[STEPS * Long.SIZE];
    }

    private Latencies(Latencies other) {
        counts = other.counts.clone();
        count = other.count;
        max = other.max;
    }

    Latencies copy() {
        return new Latencies(this);
    }

    void add(long micros) {
        counts[step(micros)]++;
        count++;
        max = Math.max(max, micros);
    }

    private static int step(long micros) {
        if (micros < STEPS) {
            return (int) Math.max(0, micros);
        }
        int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros);
        return octave * STEPS + (int) (micros >>> (octave - 2)) % STEPS;
    }

    /** Smallest value of the next step. */
    private static long end(int step) {
        int octave = step / STEPS;
        return step < STEPS ? step + 1L : (STEPS + 1L + step % STEPS) << (octave - 2);
    }

    Latency summary() {
        return new Latency(count, atMost(50), atMost(95), max);
    }

    /** The time within which a percentage of the answers came; up to a quarter too long. */
    private long atMost(int percent) {
        long wanted = (count * percent + 99) / 100;
        long seen = 0;
        for (int step = 0; step < counts.length && wanted > 0; step++) {
            seen += counts[step];
            if (seen >= wanted) {
                return Math.min(max, end(step) - 1);
            }
        }
        return max;
    }
}
