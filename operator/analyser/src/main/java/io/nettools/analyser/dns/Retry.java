package io.nettools.analyser.dns;

/** Tells a query that is sent again from a new lookup of the same name. */
enum Retry {
    /** A new lookup. */
    No,
    /** From another port with another id, after a time that resolvers wait, and out of the rhythm of the lookups. */
    Likely,
    /** The id says so: it is random for each lookup. */
    Sure;

    /** Shortest time before a retry from another port, µs. Two queries that are closer come from two programs. */
    static final long SOONEST = 300_000;
    /**
     * Longest time before a retry, µs; a later query is a new lookup. dig, glibc and Go wait five seconds, some
     * resolvers ten for the second time.
     */
    static final long LATEST = 15_000_000;
    /** Times that resolvers wait, µs: musl half of its timeout, others whole seconds. */
    private static final long[] WAITS = {
        1_000_000, 2_000_000, 2_500_000, 3_000_000, 4_000_000, 5_000_000, 6_000_000, 8_000_000, 10_000_000, 15_000_000
    };
    /** Most periods of a rhythm between two captured lookups: the capture may miss those in between. */
    private static final long MOST_MISSED = 4;

    private static final long EARLY = 2_000;
    private static final long LATE = 30_000;

    /** Whether a query with the key of a transaction is that transaction's again. */
    static Retry ofSameKey(Transaction known, long micros) {
        return micros - known.lastMicros() <= LATEST ? Sure : No;
    }

    /** Whether a query of the same host for the same question, from another port or to another server, is a retry. */
    static Retry elsewhere(Transaction known, QueryKey key, long micros) {
        long since = micros - known.lastMicros();
        boolean open = !known.answered() || known.waitsForPair();
        boolean whole = known.question().type() != RecordType.UNKNOWN;
        if (!open || !whole || known.key().tcp() != key.tcp() || since < SOONEST || since > LATEST) {
            return No;
        }
        if (known.hasId(key.id())) {
            return Sure;
        }
        return usualWait(since) && !known.waitsForPair() && !inRhythm(since, known.rhythmMicros()) ? Likely : No;
    }

    /** Whether resolvers wait that long before they ask again. */
    static boolean usualWait(long micros) {
        for (long wait : WAITS) {
            if (micros >= wait - EARLY && micros <= wait + LATE) {
                return true;
            }
        }
        return false;
    }

    /** Whether the time is a multiple of the rhythm too: the capture may miss lookups in between. */
    static boolean inRhythm(long micros, long rhythm) {
        long times = Math.clamp((micros + rhythm / 2) / Math.max(1, rhythm), 1, MOST_MISSED);
        return rhythm <= LATEST && Math.abs(micros - times * rhythm) <= times * rhythm / 20;
    }
}
