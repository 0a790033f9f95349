package io.nettools.analyser.dns;

/** Further properties of a transaction, which may have any number of them. */
public enum Trait {
    /** The query was sent more than once. */
    Retried,
    /** The answer was cut to what UDP can carry (TC). */
    Truncated,
    /** The answer was cut, and the client did not ask again over TCP. */
    TruncatedNotFollowed,
    /** The query is over TCP because the answer over UDP was cut. */
    TcpFallback,
    /**
     * A and AAAA were asked for at the same time, and only the other one was answered at once. The cause is a race of
     * two packets for one entry of the connection tracking table, typical of Kubernetes nodes. Clients then wait until
     * their time-out, usually five seconds.
     */
    LostOfPair,
    /** The answer came for a query that the client had already repeated from another port or with another number. */
    AnsweredLate,
    /** More answers than queries were captured. */
    AnsweredTwice
}
