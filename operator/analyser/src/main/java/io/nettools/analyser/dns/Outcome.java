package io.nettools.analyser.dns;

/** How a transaction ended: one of these, the most serious first. */
public enum Outcome {
    /** No answer came, though there was time enough for one. */
    Unanswered,
    ServFail,
    Refused,
    FormErr,
    /** Any other response code than those named here. */
    OtherError,
    /** The name does not exist, and the client went on to no other name for it. */
    NxDomain,
    /** No answer yet, but the capture ended (or too much came) so soon that nobody can tell. */
    Undecided,
    /** The name does not exist with this suffix of the search list, and the client went on to the next one (resolv.conf(5), ndots). */
    SearchNxDomain,
    /** The name exists, without records of that type (RFC 2308 §2.2). */
    NoData,
    Answered;

    /** Whether the client did not get to know what it wanted. */
    public boolean failed() {
        return compareTo(NxDomain) <= 0;
    }
}
