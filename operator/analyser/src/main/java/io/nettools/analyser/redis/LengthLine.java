package io.nettools.analyser.redis;

/**
 * The number in the head of an array, a bulk string and the like, read byte by byte (Redis's documentation, "Redis
 * serialization protocol").
 *
 * <pre>
 * [-]digits CR LF
 * </pre>
 */
final class LengthLine {
    /**
     * Most digits: more than any server accepts for a bulk string or an array, and few enough that sums do not
     * overflow.
     */
    private static final int MOST_DIGITS = 10;

    private long value;
    private int digits;
    private boolean negative;
    private boolean ending;

    /** State of the line after a byte. */
    enum State {
        Unfinished,
        Finished,
        /** The line is malformed. */
        Broken
    }

    void begin() {
        value = 0;
        digits = 0;
        negative = false;
        ending = false;
    }

    State take(int next) {
        if (ending) {
            return next == '\n' ? State.Finished : State.Broken;
        }
        if (next >= '0' && next <= '9' && digits < MOST_DIGITS) {
            value = value * 10 + next - '0';
            digits++;
            return State.Unfinished;
        }
        if (next == '-' && digits == 0 && !negative) {
            negative = true;
            return State.Unfinished;
        }
        ending = next == '\r' && digits > 0;
        return ending ? State.Unfinished : State.Broken;
    }

    /** The number of a finished line. */
    long value() {
        return negative ? -value : value;
    }
}
