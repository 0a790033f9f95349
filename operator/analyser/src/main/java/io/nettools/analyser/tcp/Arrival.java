package io.nettools.analyser.tcp;

/** The kind of bytes in a segment. */
enum Arrival {
    /** Nothing to count: an acknowledgment, a keep-alive. */
    Nothing,
    /** Bytes that follow those captured before. */
    InOrder,
    /** Bytes behind a gap. */
    AfterGap,
    /** Bytes that were missing before. */
    Late,
    /** Bytes, a SYN or a FIN captured before. */
    Repeated
}
