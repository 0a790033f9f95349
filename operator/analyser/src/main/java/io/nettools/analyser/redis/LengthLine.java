package io.nettools.analyser.redis;

/**
 * The number in the head of an array, a bulk string and the like, byte by byte (Redis's documentation, "Redis serialization protocol").
 *
 * <pre>
 * [-]digits CR LF
 * </pre>
 */
final class LengthLine {
    /** Ten digits: more than the longest bulk string or array that any server takes, and no sum of some overflows. */
    private static final int MOST_DIGITS = 10;

    private long value;
    private int digits;
    private boolean negative;
    private boolean ending;

    /** What a byte made of the line. */
    enum State {
        Unfinished,
        Finished,
        /** It is no such line. */
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

    /** Of a finished line. */
    long value() {
        return negative ? -value : value;
    }
}
