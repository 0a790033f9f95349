package io.nettools.analyser.tcp;

import java.util.Arrays;

/**
 * The ranges of bytes that were not captured although later ones were, lowest first. It is created only when packets
 * are missing.
 */
final class Gaps {
    /** Limit for ranges. Beyond it the lowest are forgotten; bytes that fill those count as repeated. */
    static final int MOST = 16;

    static final long NOT_MISSING = Long.MIN_VALUE;

    /** Fields of a range: its begin, its end, and time and identification of the first packet behind it. */
    private static final int FIELDS = 4;

    private long[] ranges = new long[2 * FIELDS];
    private int count;
    private int behind;
    private long missedBytes;

    /**
     * Adds a range above all others.
     *
     * @param acknowledged the receiver's acknowledgment: a forgotten range below it was missed by the capture
     * @param identification of the packet behind it; 0 when its sender does not count packets
     */
    void add(long from, long to, long acknowledged, long micros, int identification) {
        behind = identification;
        insert(count, from, to, acknowledged, micros);
    }

    private void insert(int index, long from, long to, long acknowledged, long micros) {
        int at = index;
        if (count == MOST) {
            missedBytes += below(0, acknowledged);
            remove(0);
            at = Math.max(0, index - 1);
        }
        if (FIELDS * count == ranges.length) {
            ranges = Arrays.copyOf(ranges, 2 * ranges.length);
        }
        move(at, at + 1);
        ranges[FIELDS * at] = from;
        ranges[FIELDS * at + 1] = to;
        ranges[FIELDS * at + 2] = micros;
        ranges[FIELDS * at + 3] = behind;
        count++;
    }

    private void remove(int index) {
        move(index + 1, index);
        count--;
    }

    private void move(int first, int to) {
        System.arraycopy(ranges, FIELDS * first, ranges, FIELDS * to, FIELDS * (count - first));
    }

    /**
     * Removes bytes that were captured late. The result is the time since which they were missing, or
     * {@link #NOT_MISSING}.
     */
    long fill(long begin, long end, long acknowledged) {
        long missedSince = NOT_MISSING;
        for (int i = count - 1; i >= 0; i--) {
            long from = ranges[FIELDS * i];
            long to = ranges[FIELDS * i + 1];
            if (begin < to && end > from) {
                missedSince = ranges[FIELDS * i + 2];
                behind = (int) ranges[FIELDS * i + 3];
                remove(i);
                keep(i, end, to, acknowledged, missedSince);
                keep(i, from, begin, acknowledged, missedSince);
            }
        }
        return missedSince;
    }

    private void keep(int index, long from, long to, long acknowledged, long micros) {
        if (from < to) {
            insert(index, from, to, acknowledged, micros);
        }
    }

    /** Identification of the packet behind the range that was filled last. */
    int behind() {
        return behind;
    }

    /** Bytes that were acknowledged but never captured: the capture missed them, and the network did not lose them. */
    long missedBytes(long acknowledged) {
        long missed = missedBytes;
        for (int i = 0; i < count; i++) {
            missed += below(i, acknowledged);
        }
        return missed;
    }

    private long below(int index, long acknowledged) {
        return Math.max(0, Math.min(ranges[FIELDS * index + 1], acknowledged) - ranges[FIELDS * index]);
    }

    /** Time since which bytes are missing that are not acknowledged either; {@code none} when there are no such. */
    long openSince(long acknowledged, long none) {
        long since = none;
        for (int i = 0; i < count; i++) {
            if (ranges[FIELDS * i + 1] > acknowledged) {
                since = Math.min(since, ranges[FIELDS * i + 2]);
            }
        }
        return since;
    }

    /** Bytes that are missing and not acknowledged either. */
    long openBytes(long acknowledged) {
        long open = 0;
        for (int i = 0; i < count; i++) {
            open += ranges[FIELDS * i + 1] - ranges[FIELDS * i] - below(i, acknowledged);
        }
        return open;
    }
}
