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
    /** Resolvers wait a multiple of this, µs. */
    private static final long STEP = 500_000;

    private static final long EARLY = 2_000;
    private static final long LATE = 60_000;

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
        long behind = (since + EARLY) % STEP;
        boolean usualTime = since >= 2 * STEP - EARLY && behind <= EARLY + LATE;
        return usualTime && !alike(since, known.sinceLookup()) ? Likely : No;
    }

    /** Whether two times are equal but for a tenth: lookups in a rhythm. */
    static boolean alike(long one, long other) {
        return Math.abs(one - other) <= Math.max(one, other) / 10;
    }
}
