package io.nettools.analyser.dns;

/** What else is to be said of a transaction; any number of these. */
public enum Trait {
    /** The query was sent more than once. */
    Retried,
    /** The answer was cut to what UDP can carry (TC). */
    Truncated,
    /** It was cut, and the client did not ask again over TCP. */
    TruncatedNotFollowed,
    /** It is over TCP because the answer over UDP was cut. */
    TcpFallback,
    /**
     * Of A and AAAA, asked at the same time, the other was answered at once and this one not: the race of two packets for one entry of the
     * connection tracking table, typical of Kubernetes nodes; clients then wait until their time-out, five seconds as a rule.
     */
    LostOfPair,
    /** The answer came for a query that the client had already repeated from another port or with another number. */
    AnsweredLate,
    /** There were more answers than queries. */
    AnsweredTwice
}
