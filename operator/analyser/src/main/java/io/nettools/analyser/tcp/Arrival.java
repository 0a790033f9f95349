package io.nettools.analyser.tcp;

/** What a segment brought. */
enum Arrival {
    /** Nothing to count: an acknowledgment, a keep-alive. */
    Nothing,
    /** Bytes that follow those seen before. */
    InOrder,
    /** Bytes behind others that were not seen. */
    AfterGap,
    /** Bytes that were missing before. */
    Late,
    /** Bytes, a SYN or a FIN seen before. */
    Repeated
}
