package io.nettools.analyser.dns;

/** The outcome of a transaction, the most serious first. */
public enum Outcome {
    /** No answer came, although there was enough time for one. */
    Unanswered,
    ServFail,
    Refused,
    FormErr,
    /** Any other response code than those named here. */
    OtherError,
    /** The name does not exist, and the client went on to no other name for it. */
    NxDomain,
    /** No answer was captured, but the capture ended too soon, or the table was full, to know. */
    Undecided,
    /**
     * The name does not exist with this suffix of the search list, and the client went on to the next one
     * (resolv.conf(5), ndots).
     */
    SearchNxDomain,
    /**
     * An error that harms nobody: no name for an address, a type that servers need not know, one of A and AAAA while
     * the other one has records, or EDNS, without which the client asked again.
     */
    Harmless,
    /** The name exists, without records of that type (RFC 2308 §2.2). */
    NoData,
    Answered;

    /** Whether the client did not get what it asked for. */
    public boolean failed() {
        return compareTo(NxDomain) <= 0;
    }
}
